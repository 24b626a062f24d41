"""What may stand on a card, by its words alone: no boilerplate, production notes, biographies or fragments.

These lists keep the first day readable; the discriminator learns the rest. Every pattern names something
that readers marked 1 or 2 in trials: release dates, casts, prizes, speakers' lives, conference notices.
"""

from __future__ import annotations

import re

FILM_NOUNS = frozenset(
    "film movie picture documentary docudrama mockumentary comedy drama melodrama thriller western musical "
    "short cartoon serial feature featurette series miniseries telefilm anime animation adventure romance "
    "farce satire biopic noir mystery fantasy romcom dramedy".split()
)
TALK_NOUNS = frozenset(
    "talk presentation session tutorial workshop lecture poster keynote paper course class lesson video "
    "episode webinar demo discussion panel seminar screencast module chapter".split()
)

_NOT_PROSE = re.compile(
    r"https?:|www\.|\w@\w|[<>{}\[\]|=\\^~#`*_]|\.(?:com|org|net|io|py|html?)\b|::|//|\b\d{1,2}:\d{2}\b|&\w+;"
    r"|^\W*\d+[.)]\s|^\d+(?:-\d+)? min|\s\d{1,2}\.$|\.\.\.|…|[\u2022\u25cf\u25aa\ufffd]|\bhref\b|[!?.,]{2,}\S",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[\"“']?[A-Z][\w'’-]*(?: [\w&'’-]+){0,5}:\s")  # "Speaker: ...", "Track One: ..."
_TORN_END = re.compile(
    r"(?:[,:;(\-–—/&]|\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|e\.g|i\.e|etc|No|Vol|Inc|Sr|Jr|Co|Fig|Ph\.D|eg|ie)\.|"
    r"\b(?:and|or|but|the|an?|of|to|by|with|from|into|e\.g\.?|i\.e\.?|such as|including|like))[\s.]*$"
)
_SQUASHED = re.compile(r"[a-z][.!?][A-Z]|[a-z]{3}[A-Z][a-z]+[a-z][A-Z]|\w{25,}|[a-z],[A-Za-z]")

_BOILERPLATE = re.compile(
    r"licen[sc]ed? under|creative commons|copyright|©|\bslides?\b|\brecorded (?:at|in|on|by|live|from|during)\b"
    r"|\bsubscribe\b|\bfollow (?:me|us) on\b|\btwitter\b|\byoutube\b|\bgithub\b|\bpatreon\b|\bsponsor"
    r"|\bcaption(?:s|ed|ing)?\b|\bQ ?& ?A\b|\bplease\b|\bmore (?:info|information|details?)\b|\bfor more\b"
    r"|\bsee also\b|\bprerequisites?\b|\b(?:prior|previous|some) (?:knowledge|experience|exposure)\b|\bexperience (?:in|with) .* (?:is|are|required|helpful|useful)\b|\bknowledge of\b|\bfamiliarity with\b"
    r"|\blaptops?\b|\bregist(?:er|ration) (?:for|is|now)\b|\btickets?\b|\bmeet ?ups?\b|\bhappy to\b"
    r"|\bbasic (?:understanding|knowledge|familiarity)\b|\battendees (?:should|must|need|will need|are)\b"
    r"|\b(?:talk|presentation|video|session|tutorial|workshop) (?:was|were|has been) \w+"
    r"|\b(?:is|are) available (?:at|on|from|under|in|here)\b|\bavailable here\b|\bthanks?\b|\babstract\b"
    r"|\bclick\b|\bdownload\b|\bcode of conduct\b|\bconference\b|\baudience level\b|\bSIGs?\b"
    r"|\bpython software foundation\b|\bpy ?con\b|\beuro ?(?:python|scipy)\b|\bpydata\b|\bsci ?py 20|\bdjango ?con\b"
    r"|\bdisclaimer\b|\brequire(?:d|s|ments)? (?:for|to attend)\b|\bno experience\b|\blightning talks?\b"
    r"|\bcomplete list of\b|\bquestions?,? (?:and answers|at the end|from the)\b|\bminutes? (?:of|for)\b"
    r"|\bwork (?:is|was) (?:supported|funded|licensed)\b|\bfilm articles?\b|\bthis article\b|\btime permitting\b",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"\bI(?: am|'m|’m|'ve been|’ve been| have been| was) (?:an? |the |currently |also |now |working |born )"
    r"|\b(?:is|was|as) (?:also |currently |now )?(?:an?|the|one of the) (?:[\w-]+ ){0,4}?(?:engineer|developer|programmer|"
    r"data scientist|consultant|professor|lecturer|researcher|(?:co-)?founder|CEO|CTO|contributor|core dev\w*|"
    r"architect|PhD|fellow|maintainer|evangelist|advocate|freelance\w*|speaker|author|committer|student|"
    r"postdoc\w*|director|manager|lead|enthusiast|organi[sz]er|analyst)s?"
    r"(?: and [\w -]+)?(?: who (?:works?|has|enjoys?|loves?))?(?: ?[.,]| at | of | for | in | with | on | from |$)"
    r"|\bresides? in\b|\bI(?: am|'m|’m) [A-Z]|\bI (?:find joy|love|live|work|currently|graduated|enjoy)\b"
    r"|\bI(?: have|'ve|’ve) worked\b|\b[Mm]y (?:true )?(?:passions?|interests?|career|background|hobb|name|research interests)|\bis a (?:\w+ )?member of\b"
    r"|\b(?:senior|lead|principal|staff|chief) (?:software|data|research|developer|engineer|scientist)"
    r"|\b(?:works?|worked|working) (?:as an?|at|for) |\bPh\.?D|\b(?:his|her|their|my|your) (?:spare|free) time\b"
    r"|\bdegrees? (?:in|from|at)\b|\bgraduated\b|\bspeaks? at\b|\byears of experience\b|\bhas been (?:using|working|"
    r"programming|writing|developing|coding|involved|a)\b|\blives (?:in|with)\b.*\b(?:wife|husband|kids|cats?|dogs?)\b"
    r"|\bmy name is\b|\bmaster'?s\b|\bcurrently (?:works?|lives|working|employed|a)\b|\bauthor of\b|\bco-?founde"
    r"|\benjoys?\b.*\b(?:hiking|cooking|cycling|running|reading|travel\w*)\b",
    re.IGNORECASE,
)
_BE = r"\b(?:is|are|was|were|be|been|being|got|gets)\s+(?:\w+ly |also |later |first |then |now |still |not |never |thought to be |believed to be )*"
_PRODUCTION = re.compile(
    _BE
    + r"(?:directed|(?:co-?)?written|released|filmed|shot|adapted|scored|published|banned|rated|nominated|"
    r"re-?released|re-?made|restored|preserved|distributed|premi[eè]red|cast|edited|produced|dubbed|screened|"
    r"entered|selected|televised|broadcast|aired|composed|photographed|rereleased|novelized|titled|retitled|"
    r"loosely based|based|inspired by|considered|praised|criticized|panned|well received|reviewed|acquired|"
    r"remembered|notable|known|noted|intended to be|planned|commissioned|copyrighted|lost|billed|dedicated|"
    r"followed|preceded|reissued|favorably|unfavorably|positively|negatively|poorly|generally|deemed|marketed|"
    r"designed by|animated by|featured on|included (?:on|in)|available on|influenced by|conceived)\b"
    r"|\b(?:co-?)?star(?:s|red|ring)\b|\bcast\b|\bcameo|\bsupporting roles?\b|\bleading roles?\b|\btitle role\b"
    r"|\blead roles?\b|\bin the roles? of\b|\bbox[ -]office\b|\bgross(?:ed|es|ing)?\b|\bRotten Tomatoes\b"
    r"|\bMetacritic\b|\bacademy awards?\b|\boscars?\b|\bgolden globes?\b|\bBAFTA|\bemmys?\b|\bnominat"
    r"|\bcritic(?:s|ally)\b|\b(?:positive|negative|mixed|favou?rable|poor|good|rave|mostly|generally) reviews\b"
    r"|\bpremi[eè]red?s?\b|\btheatrical|\btheat(?:er|re)s\b|\bDVDs?\b|\bVHS\b|\bblu-?ray\b|\blaserdisc\b|\bhome (?:video|media)\b"
    r"|\bscreenplay|\bscreenwrit|\bcinematograph|\bsoundtrack|\bfilm score|\bfilm(?:ing|ed)\b|\bprincipal photo"
    r"|\bshot (?:on|in|at|entirely|during|mostly|primarily)\b|\bremakes?\b|\bsequels?\b|\bprequel|\bspin-?off"
    r"|\breboot\b|\bworking title|\blost film|\bprints? (?:of|exist|surviv)|\bcop(?:y|ies) of the\b|\bpublic domain"
    r"|\bLibrary of Congress|\bNational Film|\bfilm festival|\bfestival\b|\bbudget\b|\$ ?\d[\d.,]* ?(?:million|thousand)?"
    r"|\breleas(?:ed|ing) (?:by|on|in|to|through|straight|direct|as)\b|\brelease\b.*\b(?:United|U\.S|wide|video|date)\b"
    r"|\bdistribut(?:ed|or|ion) (?:by|rights)\b|\b(?:screen|film|feature|directorial|acting) debut|\bdebuts? of\b"
    r"|\bfinal (?:film|screen|feature)\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|last|final|only|"
    r"\d+(?:st|nd|rd|th)) (?:[\w-]+ ){0,4}?(?:film|movie|cartoon|picture|installment|instalment|entry|short|"
    r"feature|collaboration|appearance|adaptation|role|volume|pairing)\b|\binstal?lment\b|\bfranchise\b"
    r"|\bworking with\b.*\bdirector\b|\bfilm stars?\b|\bvoices? of\b|\bvoiced\b|\bnarrat(?:ed|or|ion)\b"
    r"|\btechnicolor\b|\bcinemascope\b|\bscreened?\b|\bscreening|\baudiences\b|\bstudios?\b.*\b(?:film|picture)"
    r"|\bpre-code\b|\bMPAA\b|\bthe (?:director|writer|actor|actress|producer|screenwriter)s?\b|\bactors?\b.*\bfilm\b"
    r"|\b(?:this|the) (?:film|movie|picture|short|cartoon|production) (?:was|were|has|had|is (?:an?|the|one|also)|"
    r"marks?|marked|received|won|earned|opened|made|uses|used|holds|remains|became|contains|includes|does not|"
    r"features? (?:music|songs?|performances?))\b|\bcult (?:following|classic|film|status)\b|\bbased (?:up)?on\b"
    r"|\bnovel\b|\bnovella\b|\bshort stor(?:y|ies)\b|\bstage play\b|\bBroadway\b|\badaptation\b|\bplay by\b|\brunning time\b"
    r"|\btopless\b|\bnude\b|\bcritic(?:al)? (?:acclaim|reception|success)|\bcommercial (?:success|failure)|\bflop\b"
    r"|\bWarner|\bParamount\b|\b20th Century|\bMGM\b|\bMetro-Goldwyn|\bUniversal (?:Pictures|Studios)|\bRKO\b|\bDisney\b"
    r"|\bColumbia Pictures|\bProductions\b|\bPictures\b|\bFilms\b|\bEntertainment\b|\bNetflix\b|\bHBO\b|\bCBS\b|\bNBC\b|\bLifetime\b"
    r"|\bLooney Tunes|\bMerrie Melodies|\bwrote the\b|\bplays (?:the|an?) \w+ (?:role|part)\b|\bportrayed by\b"
    r"|\bplay(?:s|ed)? (?:[A-Z]\w+|the (?:role|part|title|lead)|himself|herself|\w+'s? (?:wife|husband|mother|father))"
    r"|\bappears? (?:as|in|briefly|alongside|on)\b|\bprovid\w+ the voice|\bportrays? [A-Z]\w+ [A-Z]"
    r"|\blimited release\b|\bsongs? by\b|\bmusic by\b|\bpresumed lost\b|\bcensor|\brequired a cut|\bextant\b"
    r"|\bfilm industry\b|\bplayed by\b|\bmakes? (?:her|his|their) \w+ debut|\bre-?united with\b|\bcollaborat\w+ (?:with|between)\b"
    r"|\btwo-reel|\b\w+-reel\b|\bkinescope|\bbroadcasts?\b|\baired\b|\bsurviv(?:es|ing) (?:in|film|print|complete)"
    r"|\bKalem\b|\bVitagraph\b|\bThanhouser\b|\bEssanay\b|\bMonogram\b|\bRepublic Pictures|\bproducer\b|\bmarketing\b",
    re.IGNORECASE,
)
_SHOW_BUSINESS = re.compile(
    r"\bBAFTA|\bacademy awards?\b|\boscars?\b|\bgolden globes?\b|\bsequels?\b|\bprequel|\b(?:featured|ensemble|supporting) (?:cast|actors?)"
    r"|\bcast member|\breprises?\b|\breprising\b|\bsupporting roles?\b|\bprints? (?:is|are|of|survives?|exists?)\b|\bbox[ -]office\b"
    r"|\bcop(?:y|ies) (?:is|are|exists?|of|survives?)\b|\b[Pp]roduction (?:took|began|started|was)|\banimator|\banimation (?:effects|director)"
    r"|\bart direct|\bcostume design|\bchoreograph|\bversion of (?:this|the) (?:film|movie)|\breleased the (?:film|movie)|\bin the film\.$"
    r"|\bstar\.$|\brave reviews|\bnominated for|\bappeared in (?:another|the|a) \w* ?(?:film|movie|series)|\bfilm archive|\bMuseum of Modern Art"
    r"|\b[Mm]usic was|\bremake|\b(?:days|weeks|months) to film|\bpost-?war production|\bbackgrounds were|\bdistribution of the\b|\bbrought in\.$"
    r"|\bfollow(?:s|ed) (?:the|a similar) (?:book|novel|play|story|storyline|plot)\b|\b(?:directed|written|produced|distributed) (?:and [\w-]+ )?by\b"
    r"|^The (?:film|movie|short|cartoon) (?:followed|was|had|took|made|saw|won)\b|\bgaffer|\bpublicity\b|\bcontract with\b.*\bstudio"
    r"|\btitle card|\bsongs? by\b|^Prints?\b|\b[Tt]he cast\b|\bstars? [A-Z]|\bscreen appearance|\b[A-Z]\w+ plays? (?:an?|the)\b|\bprotagonist of the film"
    r"|\boriginal story\b|\bmusic score\b|\bunder the aegis\b|\bplotline of\b|\b(?:film|movie)'s (?:director|producer|star|"
    r"special|effects|music|sets|title|score|budget|production|production|release|success|reception|theme song|cast|crew|soundtrack)"
    r"|\b(?:[A-Z]\w+ )(?:co-?)?(?:directed|produced|composed|scored|wrote|edited|photographed|adapted|penned|scripted|choreographed)\b"
    r"(?! (?:by|of|to|a (?:letter|note|book)))|\bplot (?:closely )?resembles\b|\bscenario\b|\bactors? includes?\b|\bRoger Ebert\b"
    r"|\b(?:silent|sound|talking) film\b.*\b(?:considered|presumed|lost|survive)|\bthe same name\b|\bnamesake\b|\bsame title\b"
    r"|\bre-?release|\bstarring\b|\bstarred\b|\bstars as\b|\bco-stars?\b|\bdirectorial\b|\bscreenwriter|\bscreenplay"
)
# The production words that also belong to stories and talks count only beside a word of the film world.
_FILM_WORLD = re.compile(
    r"\b(?:films?|movies?|picture|cinema|cast member|crew|roles?|supporting|prints?|reel|producers?|special effects|make-?up|cinema|cartoon|documentary|directed|director|starr|actor|actress|Pictures"
    r"|screenplay|novel|play|studio|character|title|released|premiere|Broadway|theat(?:er|re)s|MGM|RKO|DVD)",
    re.IGNORECASE,
)
_FORBIDDEN_START = re.compile(
    r"^(?:Otherwise|Nor|Neither|Not only|Or|Another|Others?|Such|That is|Same|Rather|Both of|Each of|None|"
    r"(?:The|This|These|Those|That) (?:former|latter|others?|rest|same|following|above|previous|"
    r"pair|two|three|four|couple|duo|trio|group|cast|production|script|song|score|title|name|project|idea|"
    r"reason|result|answer|problem|solution|first|second|third|last|final|next|one|ones|events?|studio|company|"
    r"library|package|tool|approach|method|program|system|novel|book|play|character|characters|picture was|"
    r"examples?|authors?|work|key|goal is|main|remaining|focus|topics?|outline|materials?|code|rest)\b)"
)
_NAMED_START = re.compile(r"^The (?:\w+ ){1,4}(?:of|that|which|who|for|in|behind|is to)\b")
_EXPOSURE = re.compile(
    r"\b(?:topless|nud(?:e|ity)|naked|rap(?:e[sd]?|ist|ing)|porn\w*|erotic\w*|orgy|orgies|molest\w*|p(?:a)?edophil\w*|"
    r"incest\w*|snuff|necrophil\w*|bestiality|gang-?bang|blow-?job|genitals?|masturbat\w*|sexploitation|"
    r"sexual(?:ly)? (?:abus\w+|assault\w*|exploit\w+)|child abuse|disembowel\w*|mutilat\w*|dismember\w*|cannibal\w*|"
    r"nigg\w+|fagg\w+|kike|chink|spic|tranny|retard(?:ed)?)\b",
    re.IGNORECASE,
)


def is_prose(text: str) -> bool:
    """Whether a source sentence can be read aloud: no addresses, markup, bullets, labels or squashed words."""
    return not (
        _NOT_PROSE.search(text) or _LABEL.match(text) or _TORN_END.search(text) or _SQUASHED.search(text)
    )


def is_worth_printing(line: str, *, quoted: bool = False, told: bool = False) -> bool:
    """Whether a finished line is none of the things that nobody wants on a card.

    ``quoted`` lines (cues, the person's own notes) may speak of films and of themselves; of somebody whom a
    story tells of (``told``: "Follows a nurse who works at ...") a line may say what they do.
    """
    if _EXPOSURE.search(line):
        return False
    if quoted:
        return True
    if _FORBIDDEN_START.match(line) and not _NAMED_START.match(line):
        return False
    return not (_BOILERPLATE.search(line) or (_BIOGRAPHY.search(line) and not told) or is_production(line))


def is_production(line: str) -> bool:
    """Whether a line tells how a film was made, sold or received."""
    if _SHOW_BUSINESS.search(line):
        return True
    found = _PRODUCTION.search(line)
    return bool(found and (_FILM_WORLD.search(line) or found.group().istitle()))
