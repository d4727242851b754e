"""Words for the forms a value can have in a scenario file."""

from simulator.glossary.word import Word

SCALAR = Word("单个值", "a single value")
MAPPING = Word("键值表", "a mapping of keys and values")
LIST = Word("列表", "a list")
ONE_WORD = Word("一个词,或只有一个键的键值表", "one word, or a mapping with one key")
OTHER_ROWS = Word("不符合任何条件的行", "the rows that meet no condition")
