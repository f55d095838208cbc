"""Words that carry meaning which must not be lost or added: negation, hedges, speakers, scope.

The lists are closed classes of English. They are compared with lower-cased tokens or lemmas.
"""

from __future__ import annotations

NEGATIONS = frozenset(
    "not n't n’t no never neither nor none nobody nothing nowhere without cannot hardly barely "
    "scarcely".split()
)
"""Tokens that turn a statement round."""

MODALS = frozenset("may might could would should can must will shall ought 'll ’ll".split())
"""Modal verbs, as tokens. ``will`` and ``would`` are among them: both differ from a plain fact."""

HEDGING_ADVERBS = frozenset(
    "reportedly allegedly apparently possibly perhaps probably likely unlikely supposedly "
    "presumably potentially purportedly seemingly maybe almost nearly roughly approximately "
    "partly partially largely mostly mainly generally usually often sometimes occasionally rarely "
    "seldom ideally initially temporarily provisionally conditionally".split()
)
"""Adverbs that weaken or limit a statement."""

HEDGING_VERBS = frozenset(
    "seem appear tend expect believe think suggest estimate suspect assume propose plan intend "
    "aim hope want wish seek try attempt consider threaten promise pledge vow offer allege claim "
    "likely predict forecast project anticipate fear doubt warn urge ask call demand request "
    "recommend advise".split()
)
"""Lemmas of verbs that make what they govern less than a fact."""

HEDGING_ADJECTIVES = frozenset(
    "possible likely unlikely probable potential alleged supposed suspected proposed planned "
    "expected apparent purported hypothetical tentative preliminary so-called would-be prospective "
    "intended estimated projected presumed".split()
)
"""Adjectives that make their noun less than a fact."""

REPORTING_VERBS = frozenset(
    "say tell state add report announce note remark explain insist declare argue claim allege "
    "warn caution suggest believe think estimate predict expect admit concede confirm deny "
    "indicate mention assert maintain acknowledge observe comment write reveal disclose stress "
    "emphasise emphasize reply respond conclude find show recall describe complain hint vow "
    "promise pledge urge ask propose testify tweet post continue".split()
)
"""Lemmas of verbs that give a statement to a speaker."""

APPROXIMATORS = frozenset(
    "about around nearly almost roughly approximately some over under above below least most more "
    "less fewer up to than circa exceeding just only barely maximum minimum estimated".split()
)
"""Words beside a number that make it more or less than exact."""

CONDITIONS = frozenset("if unless until whether provided assuming except once before after".split())
"""Words that open a condition or a time that limits the statement."""

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
"""Third-person pronouns, each with the form that stands for its family."""

DEMONSTRATIVES = frozenset("this that these those such".split())

CONNECTIVES = frozenset(
    "however consequently therefore thus hence meanwhile moreover furthermore additionally "
    "nevertheless nonetheless besides also too instead otherwise likewise similarly accordingly "
    "then still yet but and so or nor indeed again conversely subsequently finally lastly "
    "firstly secondly thirdly".split()
)
"""Words that tie a sentence to the one before it."""

CONNECTIVE_NOUNS = frozenset(
    "addition contrast result fact turn response particular example instance conclusion summary "
    "comparison effect case event contrary hand time statement end sum short other".split()
)
"""Nouns of opening phrases that tie a sentence to the one before ("In addition,")."""

LIGHT_WORDS = frozenset(
    "a an the that which who whom whose and or but , ; : . ! ? ' ’ ‘ \" “ ” ( ) [ ] - – — … to of "
    "is are was were be been being has have had do does did 's ’s".split()
)
"""Words and marks that may come or go without changing what is said, when nothing else does."""
