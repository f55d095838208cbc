"""What an English word most likely is, told from a few lists and from its ending.

For texts without trees, as where no grammar model is installed: these lists hold the commonest
words that are hardly ever nouns. Whatever is not in them and has no telling ending counts as a
noun, and the words around it decide (``phrases``).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache


class Kind(Enum):
    """The part that a word can play in a noun phrase."""

    DETERMINER = auto()
    PREPOSITION = auto()
    AND = auto()
    SMALL = auto()
    """A pronoun, a conjunction or another word that is never within a noun phrase."""
    VERB = auto()
    ADVERB = auto()
    ADJECTIVE = auto()
    PAST = auto()
    """A form in -ed: a verb, or an adjective before a noun."""
    DOING = auto()
    """A form in -ing: a verb, an adjective or a noun."""
    NUMBER = auto()
    TIME = auto()
    NOUN = auto()
    NAME = auto()


_DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their some any no every each either "
    "neither another both all many several few most more much less fewer other others such what "
    "which whose whatever whichever enough half".split()
)
POINTING = frozenset("a an the my your his her its our their this these those every each".split())
"""Words after which a noun phrase begins, and before which a noun seldom stands."""

_PREPOSITIONS = frozenset(
    "worth of in on at by for with from to into onto over under between among against about after "
    "before during through without within across along around behind beneath beside besides "
    "beyond despite down inside near off outside past per since than throughout toward towards "
    "until up upon via like unlike as amid except above below following including concerning "
    "alongside aboard plus minus versus out amongst".split()
)
_SMALL = frozenset(
    "i you he she it we they me him us them himself herself itself themselves myself ourselves "
    "yourself who whom someone somebody something anyone anybody anything everyone everybody "
    "everything nobody nothing none mine yours hers ours theirs here there where when why how if "
    "because although though while whereas unless whether but or nor so yet not n't never then "
    "thus once whoever whenever wherever yes please whilst etc else lest".split()
)
HELPERS = frozenset(
    "be is are was were been being am isn't aren't wasn't weren't has have had having hasn't "
    "haven't hadn't do does did don't doesn't didn't will would shall should can could may might "
    "must ought won't wouldn't shouldn't can't couldn't cannot needn't mustn't let lets let's "
    "it's he's she's that's there's i'm we're they're you're we've they've i've you've i'll we'll "
    "they'll you'll who's what's".split()
)
_PASTS = frozenset(
    "said told came went took gave got made knew thought saw found kept left brought bought sent "
    "began begun became sat stood spoke spoken wrote written ran heard held meant met paid read "
    "led lost won sold felt grew grown fell fallen drew drawn drove driven ate eaten flew flown "
    "forgot forgotten hung laid lay lain lent rose risen rang sang sank sunk shook shaken shone "
    "shot showed shown shut slept spent spun stole stolen struck stuck swam swept swore sworn "
    "taught threw thrown tore torn understood woke woken wore worn bore borne bred broke built "
    "burnt caught chose chosen clung crept dealt dug dreamt drank fed fled forbade fought froze "
    "hid hidden knelt learnt leapt lit overcame proved proven put sought slid spelt spilt split "
    "sprang sprung swung undertook undertaken undid undone upheld withdrew withdrawn wept done "
    "gone taken given seen known gotten blew blown bent cost dwelt hit beat beaten bitten bound "
    "cast forgave ground outgrew overran rebuilt remade resold retold reread set".split()
)
_VERBS = frozenset(
    "mingle dispose diffuse dissolve evaporate circulate vibrate rotate condense behave bite boil "
    "borrow bounce breed bury cease cite clash cling compel conceal confine confront convey cope "
    "correspond crawl creep decorate dictate differ drift emit encounter endanger endow entail "
    "erode erupt expire suspend whisper pretend insert inspect install instruct interpret "
    "interrupt invent isolate justify label lecture memorise merge migrate modify motivate "
    "negotiate neglect nominate obey obtain occupy omit oversee oversleep overlook persist pose "
    "postpone preside proclaim recruit regulate rehearse reinforce relax release relieve renew "
    "repair reproduce rescue resume retrieve reunite revise revive scatter shorten simplify "
    "soften strike submit succumb summon supervise supply suppress surrender sustain testify "
    "tolerate transform translate transmit trigger unload unveil utter violate wade widen "
    "withhold wriggle amuse attach ban calm compete comply compose confess confuse consult "
    "consume contest contradict convert coincide cooperate dare deceive decline dedicate defeat "
    "defend defy degrade detain detect deter devote diminish disagree discharge disclose "
    "discourage dismiss distinguish distract distribute disturb drag drown endure enforce engage "
    "enlarge equip erect evacuate exclude excuse execute expel exploit expose extend extract fade "
    "float forecast formulate fulfil guarantee halt hang hesitate highlight imitate impress "
    "inherit initiate inspire accept achieve acknowledge add admit adopt advise afford agree "
    "allow announce apologise appear apply argue arise arrive ascend ask assert assume attend "
    "avoid bear become befall begin believe belong break breathe bring build burn buy carry "
    "choose climb collect come compare complain comprise concede conclude confirm consider "
    "consist constitute contain continue contribute convince create decide declare define deliver "
    "deny depend derive describe deserve destroy determine develop die dig disappear discover "
    "discuss divide draw dwell earn eat emerge employ enable encourage enjoy ensure enter "
    "establish evolve examine exist expand expect explain express fail fall feed feel fetch fight "
    "fill find finish flee follow forbid forget forgive gain gather get give go grow guess happen "
    "hear help hide hold hurt identify ignore illustrate imagine imply improve include indicate "
    "induce insist intend introduce invite involve join keep kill kneel know lack lay lead lean "
    "learn leave lend let lie listen live lose maintain make mean meet mention must need occur "
    "offer oppose owe own pay perform permit persuade possess prefer prepare prevent proceed "
    "produce promise propose protect prove provide publish put qualify raise reach realise recall "
    "receive reckon recognise recommend recover reduce refer reflect refuse regard reject relate "
    "rely remain remember remind remove reopen repeat repay replace require resemble resign "
    "resist restore retain retire reveal rise seek seem sell send serve settle sew shrink sing "
    "sink sit sleep solve speak spend stand stay steal succeed suffer suggest survive suspect "
    "swallow swear swim take teach tell tend thank think throw understand undertake vanish vary "
    "wait want warn watch wear weep weigh win wish withdraw wonder worry write see say contend "
    "demonstrate depart generate grant locate note operate organise participate perceive predict "
    "reside respond ensue exceed exert facilitate foster impose incorporate infer inform inhibit "
    "integrate interact measure observe oblige penetrate portray prohibit promote pursue rank "
    "select separate specialise specify stem stimulate strengthen tackle undergo unite urge "
    "utilise yield cover open close pull push stop move turn start".split()
)
PLURAL_WITHOUT_S = frozenset(
    "people police women men children staff cattle geese sheep others fishermen "
    "firefighters".split()
)
_PLURAL_NOUNS = frozenset(
    "bans repairs labels lectures strikes forecasts contests exploits defeats rescues releases "
    "supplies declines inspires triggers extracts halts measures ranks offers promises rises "
    "falls fights needs burns notes grants yields watches stems leads gains wishes worries helps "
    "lives means earnings builds regards demands cuts costs sets shots grounds bounds "
    "leaves".split()
)
"""Forms in -s of the verbs above (and some pasts) that are nouns as often."""
TWOFOLD = frozenset(
    "lapse ban repair release supply decline surrender rescue label lecture forecast contest "
    "exploit defeat regard trigger extract halt excuse whisper recruit account heat cool melt "
    "fail fear yell mean lament signal bloom grin rank stem worry pay aim answer appeal approach "
    "balance base beat bend blame block board boast bow call care catch cause change charge cheer "
    "claim climb collapse control copy count cross cry cure dance date deal delay demand deposit "
    "design dispute doubt dream drift drink drip drop echo end escape estimate exchange exercise "
    "experience export face farm figure fish flood flow fly focus form function graze guard guide "
    "harm hope hunt hurry import influence issue judge knock land last laugh lift limit link load "
    "look love march mark matter mind mine miss name nest object order outnumber pack parade pass "
    "pause perch permit pile plan plant play point post pour praise press print prize process "
    "profit protest purchase question queue quote race rain range record remark rent report "
    "request research respect rest result ride ring risk roar roll row rule run rush sail sample "
    "scan score search sense shape share shelter shift ship shop shout show shrink sign sleep "
    "slip smell smile smoke sound spark step store stretch strike struggle study support surprise "
    "swing switch talk target taste test tie touch tour trade train transfer travel treat trust "
    "use value view visit volunteer vote walk wander wash waste water wind witness work age cost "
    "rise fall set stand help offer fight move turn start stop draw fill lead cover watch buzz "
    "chase dive dock drain dump ferry float hatch hover leak peak pray preach pump reign scream "
    "sneeze spill spin squeeze steer sweep swell tilt promise break note measure grant yield "
    "build need stay close gain read split bid spread hit shot cast cut ground grind push pull "
    "select".split()
)
"""Nouns as well as verbs; after a noun of the other number they are the verb."""

_ADVERBS = frozenset(
    "upside again ago ahead almost alone already also altogether always anywhere apart aside away "
    "back badly better best downstairs even ever everywhere far fast first forward further hard "
    "hardly home indeed instead just last late later least long maybe meanwhile nearly "
    "nevertheless next nonetheless now nowhere often only otherwise overnight perhaps quite "
    "rather seldom sometimes somewhere soon still straight together too twice upwards downwards "
    "very well upstairs aloud afresh anew anyhow astray forever upward downward downstream "
    "upstream sideways upright outright nowadays abroad ashore beforehand afterwards elsewhere "
    "however moreover furthermore online today yesterday tomorrow tonight thereby therefore hence "
    "likewise longer sooner earlier roughly usually mostly simply really especially "
    "particularly".split()
)
_NOUN_IN_ED = re.compile(
    r"(?:need|(?:bird|oil)?seed|(?:sea)?weed|feed|speed|breed|creed|greed|reed|deed|steed|(?:sea|river)?bed"
    r"|(?:water)?shed|sled|shred|hatred|kindred|indeed)$"
)
_NOUNS_IN_LY = frozenset(
    "family supply assembly reply ally bully monopoly anomaly fly jelly belly lily rally tally "
    "homily butterfly italy july sicily".split()
)
_ADJECTIVES = frozenset(
    "ajar guilty desperate infertile sterile hostile drunk dusty rusty muddy cloudy sunny windy "
    "foggy icy snowy bloody dirty filthy greasy hairy handy hasty healthy juicy leafy mighty "
    "misty moody nosy rocky rosy salty sandy shabby shady shaky shiny silly sleepy slippery smoky "
    "spicy stony stormy sticky tasty thirsty tidy tricky witty wordy worthy costly deadly elderly "
    "friendly lively likely lonely lovely ugly timely intact obsolete inadequate innocent inert "
    "immature illiterate elaborate deliberate delicate moderate private legitimate able absent "
    "abstract accurate acute adequate afraid aged alike alive alone ancient angry annual apt "
    "asleep average aware awake awkward bad bare basic best better big bitter blank blind bold "
    "brave brief bright brittle broad broken brown bulk busy calm careful central certain cheap "
    "chief civil civilian classic clean clear clever close coarse coastal cold common complete "
    "complex concrete constant cool correct crucial cubic cultural daily damp dangerous dark dead "
    "deaf dear decent deep dense different difficult dim direct distinct domestic double dry dual "
    "due dull eager early eastern easy elder electric elegant empty enormous entire equal "
    "essential exact exempt extra extreme faint fair false familiar famous far fatal federal "
    "female fertile few fierce final financial fine first fit fixed flat fond foreign formal "
    "former fragile free frequent fresh full fundamental further general gentle genuine glad "
    "global good grand grave gray great green grey gross half handsome happy hard harsh heavy "
    "high hollow holy honest hot huge human humble hungry ideal idle ill immense important "
    "independent industrial inland inner intense internal jealous joint junior keen large late "
    "lazy legal lesser little live local lone long loose loud low loyal lucky mad main major male "
    "marine massive mature mechanical medieval mere mild minimum minor mixed mobile modern modest "
    "moral municipal mutual naked narrow nasty naval near neat necessary nervous neutral new next "
    "nice noisy normal northern numerous odd old only open opposite ordinary outer overall own "
    "pale parallel particular past perfect permanent pink plain pleasant polar polite political "
    "poor popular precise pregnant present previous primary prime prior probable profound prompt "
    "proper proud pure quick quiet random rapid rare raw ready real recent red regional regular "
    "relevant remote rich rigid ripe rival rough round royal rude rural sad safe same scarce "
    "secondary secret secure senior separate serious severe shallow sharp sheer short shut shy "
    "sick silent similar simple single slight slim slow small smart smooth social soft sole solid "
    "sore southern spare special specific stable stale standard steady steep stiff straight "
    "strange strict strong stupid subtle sudden sufficient suitable sure sweet swift tall tame "
    "technical temporary tender thick thin tight tiny tired tough tragic true twin typical "
    "ultimate unable unique unlikely unpaid upper upset urban urgent usual vacant vague valid "
    "vast vertical vital void warm weak wealthy weekly western wet white whole wide wild wise "
    "wooden wrong yellow young so-called would-be bigger biggest smaller smallest larger largest "
    "higher highest lower lowest older oldest younger youngest longer longest shorter shortest "
    "stronger weaker richer poorer cheaper deeper wider harder easier closer nearer nearest newer "
    "newest latest greater greatest worse worst fewer earlier later closest clearer cleaner safer "
    "faster slower warmer colder strongest richest poorest deepest busiest finest eldest least "
    "black blue other thorough sober bleak gloomy solemn swollen frozen golden molten worthwhile "
    "overdue national military parliamentary maritime statutory native nuclear judicial superior "
    "inward additional provincial automatic artificial commercial compulsory excellent expensive "
    "convenient consistent retail solar solitary plenary sensitive hereditary impatient ignorant "
    "transparent uncertain unnecessary unknown unusual unequal slender inferior interior current "
    "latter active mid nearby underwater underground noble weary wary dental fussy faulty rainy "
    "lukewarm onshore offshore nationwide worldwide".split()
)
_ADJECTIVE_ENDINGS = (
    "ous", "ful", "less", "able", "ible", "ish", "esque", "ical", "istic", "ian", "ese",
)  # fmt: skip
_ADJECTIVE_IN_AL_IC_IVE = re.compile(r"(?:(?:i|n|r|t|u|c)al|[^m]ic|ive)$")
_DOING = re.compile(r"[aeiouy].*ing$")
_SHORTENED = re.compile(r"(?:['’](?:d|ll|ve|re|m)|n['’]t)$")
_SUPERLATIVE = re.compile(
    r"(?<!inter)(?<!for)(?<!requ)(?<!cont)(?<!prot)(?<!conqu)(?<!harv)(?<!arr)(?<!inv)(?<!inqu)est$"
)
_NOUNS_IN_AL_IC_IVE = frozenset(
    "hospital proposal arrival festival animal metal signal capital canal material journal appeal "
    "withdrawal approval refusal removal survival renewal disposal denial burial rehearsal "
    "revival mineral criminal funeral general admiral cathedral terminal medal rental referral "
    "portal pedal crystal cereal mammal scandal tribunal interval carnival manual official "
    "professional individual editorial memorial tutorial dismissal betrayal portrayal appraisal "
    "upheaval credential potential chemical musical periodical radical intellectual trial dial "
    "vial public traffic clinic music topic critic fabric mechanic logic republic epidemic "
    "pandemic academic panic picnic plastic rhetoric statistic tactic mosaic antibiotic ceramic "
    "skeptic sceptic garlic arsenic medic initiative archive executive detective motive "
    "alternative perspective representative objective relative incentive olive narrative "
    "directive cooperative collective locomotive adhesive explosive conservative preservative "
    "derivative fugitive captive abrasive contraceptive additive".split()
)
_NOUN_LIKE = frozenset(
    "table cable fable stable bible vegetable variable timetable constable syllable parish dish "
    "fish finish polish publish rubbish wish british danish swedish radish varnish blemish "
    "flourish handful mouthful spoonful business witness illness address process success access "
    "politician musician physician technician guardian civilian veteran historian librarian "
    "comedian pedestrian custodian electrician mathematician".split()
)
_DOING_NOUNS = frozenset(
    "accounting advertising backing banking bearing beginning being blessing boating booking "
    "briefing broadcasting building burning cabling camping ceiling clearing cleaning clothing "
    "coating cooking cooling covering crossing cutting cycling dancing dealing drawing dredging "
    "drilling drinking driving dwelling earning ending engineering evening farming feeling "
    "fencing filing filming finding firing fishing fitting flooding flooring flying forging "
    "funding gambling gathering grazing greeting grouping handling happening harvesting hearing "
    "heating hiring holding housing hunting icing investing knitting labelling landing launching "
    "learning lending licensing lighting listing loading logging lodging mapping marketing "
    "meaning meeting milking mining monitoring morning mourning nursing offering opening outing "
    "painting parking paving pricing printing planning planting policing pollarding proceeding "
    "processing programming publishing racing rating reading reasoning recording recycling "
    "reckoning ruling sailing saving schooling screening seating setting settling sewing sharing "
    "shipping shooting shopping showing siding signalling singing sitting skating skiing smoking "
    "smuggling spelling spending spring stocking storing string surfacing surveying swimming "
    "teaching testing thing thinking timing topping tracking trading trafficking training "
    "undertaking understanding upbringing voting walking warning washing weaving wedding welding "
    "polling playing dressing ranking lining wrapping rowing railing purchasing netting heading "
    "handwriting casting bowling wording wiring scoring stabbing diving computing bargaining "
    "angling charging catering wrongdoing shelling scaffolding sampling rationing pumping "
    "plumbing overcrowding modelling mooring lightning leasing laundering killing lobbying "
    "housekeeping hoarding healing coaching clipping bullying boxing bombing bleeding beating "
    "smelting rebuilding replanting interpreting whaling wing winning working writing yearning "
    "king ring sibling sterling".split()
)
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions dozen dozens second "
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth quarter quarters half halves "
    "per cent percent percentage ii iii iv".split()
)
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks weekend weekends "
    "fortnight month months year years decade decades century centuries morning mornings "
    "afternoon afternoons evening evenings noon midnight monday tuesday wednesday thursday friday "
    "saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january "
    "february march april may june july august september october november december spring summer "
    "autumn winter time times moment moments date dates today".split()
)
EMPTY = frozenset(
    "rounds row rows sheet sheets slip slips streams bottle bottles sack sacks tray trays bowl "
    "bowls cup cups stretch quantity quantities incidents incident layer layers strings wedge "
    "consequence consequences possibility look stage heap heaps bundle bundles grains lump lumps "
    "help ones none amount sum request guilty worth handful edge eve behalf north south east west "
    "thirds sake wake midst absence presence existence lots thing things way ways lot kind kinds "
    "sort sorts bit bits case cases fact facts point points matter matters reason reasons example "
    "examples number numbers amounts part parts piece pieces side sides place places people "
    "person persons man men woman women others anyone one end ends rest total majority minority "
    "share pair pairs couple group groups member members series set sets range type types form "
    "forms level levels result results addition order course instance turn hand hands head heads "
    "mr mrs ms word words tonne tonnes ton tons metre metres kilometre kilometres km mile miles "
    "kilo kilos litre litres dollar dollars euro euros crown crowns pound pounds cent cents "
    "degree degrees hectare hectares acre acres age ages name names spokesman spokeswoman "
    "spokesperson question answer questions deal idea ideas half aspect aspects effort need "
    "effect fellow guy colleague colleagues back top bottom front middle centimetre centimetres "
    "gram grams inch inches feet foot yard yards percentage use sense view chance job problem "
    "problems thank thanks bulk remainder dozen score scores figure figures lack feature features "
    "fashion manner means variety likes edge edges".split()
)
"""Nouns that say nothing by themselves."""
ROLES = frozenset(
    "assistant jeweller bookkeeper burglar warden keeper prosecutor witness minister secretary "
    "president chancellor mayor governor director chief chair chairman chairwoman officer leader "
    "owner manager spokesman spokeswoman commissioner ambassador superintendent inspector "
    "professor researcher ecologist scientist lecturer economist lawyer analyst expert officials "
    "official colleague deputy head executive boss founder author editor reporter announcer "
    "teacher nurse driver farmer mother father husband wife son daughter brother sister "
    "grandfather grandmother aunt uncle cousin neighbour friend magistrate judge widow clerk "
    "treasurer envoy aide".split()
)
"""Nouns for what one person is: seldom what a part is about."""


WEAK = frozenset(
    "later earlier older younger harder closer further main word term entire overall own same "
    "first last next other only such whole good better best bad worse big little great nice "
    "single certain various several different similar usual real true very full right wrong few "
    "many most more less enough extra previous current former latter recent mere sheer sole "
    "particular latest so-called alleged given known".split()
)
"""Adjectives that say little in a title."""


@lru_cache(maxsize=1 << 16)
def kind_of(word: str) -> Kind:
    """What a word in lower case most likely is, whatever stands around it."""
    for kind, words in _LISTS:
        if word in words:
            return kind
    if _SHORTENED.search(word):
        return Kind.VERB
    if word[:1].isdigit() or ("-" in word and word.split("-", 1)[0] in _NUMBERS):
        return Kind.NUMBER
    if _is_verb_in_s(word):
        return Kind.VERB
    return _by_ending(word)


def _by_ending(word: str) -> Kind:
    long = len(word) > 5
    if word in _NOUN_LIKE:
        return Kind.NOUN
    if word.endswith("ly") and len(word) > 4 and word not in _NOUNS_IN_LY:
        return Kind.ADVERB
    if word.endswith("ed") and len(word) > 3 and not _NOUN_IN_ED.match(word):
        return Kind.PAST
    if _DOING.search(word):
        return Kind.NOUN if word in _DOING_NOUNS else Kind.DOING
    if long and (word.endswith(_ADJECTIVE_ENDINGS) or _SUPERLATIVE.search(word)):
        return Kind.ADJECTIVE
    if long and _ADJECTIVE_IN_AL_IC_IVE.search(word) and word not in _NOUNS_IN_AL_IC_IVE:
        return Kind.ADJECTIVE
    return Kind.NOUN


def _is_verb_in_s(word: str) -> bool:
    if not word.endswith("s") or word in _PLURAL_NOUNS:
        return False
    bases = [word[:-1]]
    if word.endswith("es"):
        bases.append(word[:-2])
    if word.endswith("ies"):
        bases.append(word[:-3] + "y")
    return any(base in _VERBS for base in bases)


_LISTS = (
    (Kind.DETERMINER, _DETERMINERS),
    (Kind.SMALL, _SMALL),
    (Kind.PREPOSITION, _PREPOSITIONS),
    (Kind.AND, frozenset({"and"})),
    (Kind.VERB, HELPERS | _PASTS),
    (Kind.TIME, _TIMES),
    (Kind.NUMBER, _NUMBERS),
    (Kind.ADJECTIVE, _ADJECTIVES),
    (Kind.ADVERB, _ADVERBS),
    (Kind.VERB, _VERBS),
)
