"""A script that runs cablecli and lists the modules it imported on standard error, for tests of start-up."""

PROBE = """
import sys
from cablecli.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""
