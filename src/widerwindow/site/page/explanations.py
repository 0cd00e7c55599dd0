"""What the glossary says of each word, for pages that explain it where it stands: a script that comes when asked."""

import json
import re

_ENTRY = re.compile(r'<dt id="(term-[^"]+)">(.*?)</dt>\s*<dd>(.*?)</dd>', re.DOTALL)
_HEADERLINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


def explanations(page: str) -> str:
    """Return the script for the HTML of the glossary's `page`: term and explanation as HTML, by places in that page."""
    html = _HEADERLINK.sub("", page)
    found = {place: [term.strip(), said.strip()] for place, term, said in _ENTRY.findall(html)}
    return f"globalThis.wwGlossary={json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"
