"""The `rmdesk` command. Nothing heavy is imported here: `rmdesk --version` answers before a person notices."""

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 done, 1 refused or faults found, 2 wrong use, 130 interrupted."""
    given = list(sys.argv[1:] if argv is None else argv)
    _leave_no_core()
    try:
        if given == ["--version"]:
            from rmdesk import __version__

            print(f"rmdesk {__version__}", flush=True)
            return 0
        # Else pydantic looks through all that is installed for plugins, at every command.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        from rmdesk.commands.run import run

        code = run(given)
        if sys.stdout is not None:  # it is None when the shell has closed it
            sys.stdout.flush()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read us has gone
        _drop_the_rest()
        return 1
    except OSError as error:
        from rmdesk.commands.run import unwritten

        _drop_the_rest()
        return unwritten(given, error)
    return code


def _leave_no_core() -> None:
    """When the program ends by a fault, the system writes no image of its memory: the desk's key would stand in it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _drop_the_rest() -> None:
    """What is still buffered must not fail once more when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
