# @ACT@, with the Python that $env:PYTHON names, else with the first 3.11 or newer that is found. No administrator rights are needed.
$script = Join-Path $PSScriptRoot 'setup\rmdesk\tools\bundle\installing.py'
$names = if ($env:PYTHON) { @($env:PYTHON) } else { @('py', 'python', 'python3') }
foreach ($python in $names) {
    if (-not (Get-Command $python -ErrorAction SilentlyContinue)) { continue }
    & $python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>$null
    if ($LASTEXITCODE -eq 0) {
        & $python -I -B $script '@ACT@' @args
        exit $LASTEXITCODE
    }
}
Write-Host '需要 Python 3.11 或以上，可用 $env:PYTHON 指定 / Python 3.11 or newer is needed; $env:PYTHON names one'
exit 1
