"""`python -m freshlint`."""

from freshlint.cli.main import main

if __name__ == "__main__":
    main()
