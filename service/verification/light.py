"""Words that claim next to nothing by themselves, or whose claim a check of its own rules on (ownership, degree)."""

from functools import cache

from service.domain.wording import Word, stem

_LIGHT = """
work job task project activity effort piece thing way approach method means number amount case use make do take
give get put carry undertake conduct handle involve include relate follow own lead drive run manage coordinate
organise head help support contribute assist participate collaborate partner champion spearhead oversee direct
supervise facilitate review advise consult complete finish process personally responsible role part matter area
topic various several different same new similar existing current previous former later earlier now then today
yet recent recently year month week day time period date during per total overall respectively namely
accordingly initial initially eventually finally originally previously currently subsequently achieve produce
create develop deliver bring come go become begin start set turn result also additionally moreover furthermore
together alongside well able across among around via along accompany perform execute implement serve act address
apply employ gain reach hold keep move accomplish tackle relating regarding specifically particular especially
directly related based ownership credit author original single sole solely independently alone drop drive effort
combine cover span concern entire whole single-handedly one-off collaboratively jointly successfully side basis
worth attend explain mention away explicitly seem appear probably perhaps maybe think believe possibly
apparently roughly approximately nearly almost likely reportedly estimate some co re pre non mid order course
fact point line level amount degree scale kind type sort form set group list series range bit lot look
spend though although stand act carry part own behalf end
call name term describe consider judge deem regard treat count call number stand sit lie remain stay leave rest
run need require want ask see find think know mean happen occur arise take-place exist belong contain consist
comprise include amount total average come-to equal match meet fit suit differ vary compare against instead rather
otherwise else elsewhere somewhere anywhere place thing something anything nothing everything someone anyone
people person other others another rest remainder remaining back forth away off on out up down over past beyond
ahead before beforehand afterwards once early soon long-standing old former latter next last first-time
send receive give-back return pass hand draw bring fall turn-out show indicate suggest reflect reveal
note observe notice spot remark say tell report state word phrase wording read reading write-up mention cite
refer figure figures result results finding findings case instance example respect regard sense view question
issue point matter answer reply response reaction feedback comment opinion judgement
expect expected hope await wait due plan intend mean aim set
start begin open close end stop continue carry-on go-on keep-up last extend
spare available free open vacant empty full left
simple plain clear certain sure exact actual real proper right wrong fair open
half part portion share section segment piece remainder majority minority
far near close hardly barely scarcely slightly somewhat rather fairly quite about
attempt try effort trial go turn
attend attendance attendee participant audience turnout visitor guest
altered alter change changed adjust adjusted amend amended modify tweak
condition conditions circumstances situation setting context background
cause reason ground why because push prompt request instruction behalf
confine confined limit limited restrict restricted only within
separate separates separately apart individual respective
placed place placing put position positioned
hit reach reached land landed arrive
margin gap difference distance
field fielded take took handle
per each every apiece head
available possible impossible feasible
eyes hands mind minds
fellow own self
certain particular given specific
prompted prompt
version edition draft copy
long length due slated even whereas while rate price deadline halfway owe hear heard pair wary cautious
provide offer give account odds caveat proviso gap session occasion round count tally
altogether nonetheless nevertheless likewise meanwhile thereafter formerly latterly lately newly hence thereof therein
whereby whichever whatever whoever amid amidst beforehand upfront onward barring bar save given granted albeit chiefly
largely mainly mostly partly merely simply purely strictly broadly loosely namely say apiece alike equally aside apart
afresh anew overall outright thereabouts minus sideways incidentally admittedly evidently duly promptly straightaway
presently briefly temporarily meantime thereby otherwise unless lest despite
affair business aspect detail manner means purpose sake grounds extent scope range span stretch spell bout string
sequence succession row trio quartet handful batch lot bunch cluster mix blend bulk total figure sum size width weight
depth shortfall surplus excess balance slice step phase leg undertaking duty errand chore spot site venue location scene
episode outing moment interval date outset onset close conclusion aftermath wake run-up duration exercise practice
regard concern entail stretch devote lie precede belong realise recognise remember recall forget guess suppose
hope fear wonder doubt depend rely vary match equal suit strike occupy form mark involve accord mean stem
according come-across word wording name subject topic theme heading title entry list listing
number numbered numbering total totalled totalling sum summing average averaged averaging
respectively accordingly correspondingly similarly conversely again twofold
home front back side edge corner middle top bottom start finish
fresh mere further another additional extra spare
small little brief slight modest usual
common
care attention thought idea-of concern interest
request requested asked asking
learn learned learnt
dealing dealt deal
unasked unprompted
""".split()


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in _LIGHT)


def is_light(word: Word) -> bool:
    """Whether an honest rewording may add the word to a main clause without claiming anything."""
    return word.stem in _light()
