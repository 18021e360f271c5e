"""What the tests of orders files share."""

import pytest


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def write(content, name="orders.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write
