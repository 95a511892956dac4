"""What several tests build only once."""

import planting
import pytest


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The small publication as read, and the bytes of its products by name."""
    return planting.build(tmp_path_factory.mktemp("small"), planting.SMALL)
