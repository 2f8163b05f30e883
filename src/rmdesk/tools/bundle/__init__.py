"""One folder with which the program is installed without a network: `python -m rmdesk.tools.bundle OUT`."""
