"""Build a publication: `python build.py --help` tells how."""

from kumihan.cli import main

raise SystemExit(main())
