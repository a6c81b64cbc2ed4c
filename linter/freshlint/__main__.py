"""`python -m freshlint`."""

import sys

# `-m` puts the working directory before everything that is installed; it may be anybody's checkout.
if not sys.flags.safe_path and __name__ == "__main__":
    del sys.path[0]

from freshlint.cli.main import main

if __name__ == "__main__":
    main()
