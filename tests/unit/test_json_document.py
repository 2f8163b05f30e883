"""What a damaged file of a desk's folder says: read, or no document, and never the end of the program."""

import pytest

from rmdesk.domain.json_document import read_document


@pytest.mark.parametrize(
    "text", ["", "{", "[" * 100_000, '{"a": 1e999}', '{"a": NaN}', '{"a": "\\ud800"}', '{"\\udfff": 1}', "1" * 5_000]
)
def test_what_nothing_could_write_down_again_is_no_document(text: str) -> None:
    """A count of wrong passwords with half a character in it was read, and ended the program when it was written."""
    with pytest.raises(ValueError):  # noqa: PT011
        read_document(text.encode())


def test_whole_characters_and_numbers_are_read() -> None:
    """A name beyond the first plane is written as two halves, too."""
    assert read_document(b'{"\\ud840\\udc00": [1, 0.5]}') == {"\U00020000": [1, 0.5]}
