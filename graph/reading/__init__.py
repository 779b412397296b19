r"""Reading: files, folders and streams become `Article` values, and what cannot be read `Problem` values.

| format | the text | the title |
|---|---|---|
| `txt` | the whole file; `NAME.json` beside it holds its data | the first line, if an empty one follows |
| `md` | what follows the YAML front matter, marks included | front matter, else a heading that begins it |
| `html` | what trafilatura takes for the article | the page's |
| `json`, `jsonl`, `jsonl.gz` | exactly the record's `text` | the record's `title`, which stands apart |

Texts are kept as decoded: line ends stay what they are (`\r\n` counts two characters), nothing is trimmed
or normalised, a byte order mark is no character. So every offset of a claim leads to the place in the file.
"""

from graph.reading.sources import FORMATS, FileSource, FolderSource, Source, StreamSource, read_paths

__all__ = ["FORMATS", "FileSource", "FolderSource", "Source", "StreamSource", "read_paths"]
