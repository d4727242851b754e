"""Every word a person sees, in 中文 and English; the only place display words live.

`words` holds terms and labels, `keys` the one table between the canonical keys of the language and
their Chinese forms, `messages` what is said of each problem code.
"""

from simulator.glossary.keys import CHINESE_KEYS, canonical_key
from simulator.glossary.messages import MESSAGES, Message
from simulator.glossary.words import LANGUAGES, Language, Word, word

__all__ = ["CHINESE_KEYS", "LANGUAGES", "MESSAGES", "Language", "Message", "Word", "canonical_key", "word"]
