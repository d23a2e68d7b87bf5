"""Words that may stand for one another in an honest rewording.

Each group is one meaning. A group must hold no word that claims more than another in it: `cut` and `reduced` may trade
places, `cut` and `eliminated` may not. `KINDS` go one way: a nurse is a colleague, a colleague need not be a nurse.
Words that claim ownership, progress, reach or degree are ruled on by their own checks and are light here.
"""

from functools import cache

from service.domain.wording import stem

_GROUPS = """
cut reduce lower shrink decrease trim bring-down shorten lessen lighten
raise increase lift grow rise up boost climb gain
drop fall decline dip decrease reduce down
build create develop make construct produce put-together assemble
write author draft pen compose prepare document
design devise plan lay-out shape draw
fix resolve repair correct mend remedy sort solve address patch
set establish start found launch introduce begin kick
introduce bring implement roll launch start
ship release launch deploy deliver roll publish
migrate move transfer port switch shift convert
replace swap substitute supersede
rewrite redo rework revise overhaul refactor redraft redesign restructure reorganise
redesign rework revamp rebuild overhaul
remove delete drop strip retire eliminate
find spot discover identify notice uncover detect catch locate pinpoint
teach train coach instruct tutor
train training workshop session course
run hold host organise deliver facilitate conduct lead give stage
talk present speak presentation lecture demo
show present demonstrate demo
mentor coach guide
explain describe walk
check verify test validate inspect audit examine confirm
review assess evaluate examine look
analyse study examine investigate look
investigate look trace dig research
measure track monitor record log count
collect gather compile pull
combine merge consolidate unify join
automate script
save free spare recover reclaim
stop prevent avoid end halt cease
finish complete conclude end close
close resolve finish shut
answer respond reply handle
handle deal process manage tackle work
agree negotiate settle arrange secure
negotiate bargain
win secure land gain earn
sell close sign
buy purchase procure order
hire recruit appoint employ
onboard induct welcome
join start arrive
ask request
tell inform notify brief
say state note comment remark write
praise compliment commend
thank
help assist support aid
choose select pick
get obtain receive gain secure
keep maintain retain hold sustain
need require
use apply adopt employ utilise leverage rely
organise arrange coordinate
plan schedule
propose suggest recommend pitch put-forward
lead head drive run
take last
happen occur
learn pick
speed quick fast rapid
slow sluggish
late overdue delay
early ahead
broken faulty failing failed defective
failure outage breakdown incident fault crash
incident outage
bug defect error fault issue problem mistake
problem issue difficulty trouble
error mistake slip
complaint grievance
colleague teammate coworker peer co-worker
manager boss supervisor
leader head lead
staff employee personnel
customer client account
client customer
buyer customer shopper
pupil student learner
class lesson classroom
child pupil
school
parent family
patient
shift rota roster
roster rota schedule timetable
ward unit
clinic surgery practice
nurse nursing
doctor physician
meeting session
workshop session training
seminar workshop talk
guide manual handbook guidance instruction how-to playbook
runbook playbook guide
checklist list
template form proforma
document doc documentation paper write-up
report write-up
note summary
summary overview
spreadsheet sheet workbook
script program tool
program programme scheme initiative
tool utility
dashboard report
service system
application app
software system
site website
repository repo
database db
pipeline job
alert alarm notification page
test check
deploy deployment release
config configuration
production live prod
invoice bill
billing invoice
bill
payment pay
supplier vendor
contract agreement deal
deal sale
order
warehouse depot
stock inventory
delivery shipment
shipment consignment
pallet
pick picking
lorry truck
van vehicle
reconcile reconciliation
month-end close monthly
expense cost spend
cost expense spend price
budget
save saving
revenue income
grant funding award
fund funding
paper article manuscript publication
experiment study trial
study research
sample specimen
lab laboratory
dataset data
survey questionnaire poll
score rating mark
rate
target goal
deadline due
backlog queue
queue backlog line
ticket case request
request
call phone
email mail message
wait await pending
pilot trial
say find feel think
attend come join
teach workshop class lesson course
remove clean clear tidy purge
review check
close clear resolve
likely risk
sort order organise arrange tidy
turn switch flip
fail break crash
replace swap change exchange
try trial test pilot
sick ill unwell
rebuild redo rework overhaul
find identify spot
occasion time twice two
ask question
phone call ring
move take transfer
time duration
hour hourly
day daily
week weekly
month monthly
year yearly annual annually
quarter quarterly
evening night
hand manual manually
hand-off handover handoff transfer
handover hand-over handoff
step stage
phase stage
area section
part section
whole entire full
big large
small little
new fresh
old former previous legacy existing prior earlier
previous earlier prior former
current existing present
after following later afterwards
before prior previously earlier
during throughout
under below beneath less
over above exceed more
about around roughly approximately approx circa some nearly almost
each every per
together jointly joint
alone solo
accident injury incident
fall
wound sore ulcer
medication medicine drug
dose dosage
infection
discharge
admission admit
referral refer
triage
appointment booking visit
cancel cancellation
absence absenteeism
attendance attend
grade mark
exam test examination
homework assignment
reading literacy
volunteer
donor donation
visitor guest
guest customer
menu
kitchen
recipe
machine equipment
line
scrap waste
waste scrap
downtime outage
defect fault
safety safe
risk hazard
hazard danger
policy rule
procedure process routine protocol
process procedure workflow
workflow process flow
plan
standard norm
method approach technique
idea proposal suggestion
change update amendment
update refresh revise change
upgrade
improve better
problem question
question query
query question
feature functionality function
code
library package module
endpoint api
latency response
speed
page
memory
disk storage
cloud
server host machine
login sign-in
user
account
access permission
secure security
leak
key
team group crew squad
department dept
company firm business organisation
organisation org company
board committee
press media
event
conference
launch release
campaign
lead
pipeline
prospect lead
region area territory
store shop branch outlet
shop store
branch office
office
country
story article piece
speech talk
book
video film
photo picture image
picture image
translate translation
language
newcomer joiner starter hire recruit
joiner hire starter newcomer
apprentice trainee
intern trainee
junior
senior
agenda
minutes
vote
appeal
claim case
lawyer solicitor attorney counsel
court tribunal
clause term
draft version
copy
sign approve
approve approval clear sign-off
reject refuse decline turn-down
tell say
credit thank attribute
own
work job
job role
duty shift
cover
share
post publish
publish issue
hand give
send email
return
visit
install fit
fit install
wire
clean tidy
label tag
tag label
sort order
count stocktake
stocktake audit
audit inspection
inspection audit
inspector auditor
regulator
plant factory site
site location
field
farm
crop
harvest
animal
dog
rescue recover restore
restore recover
backup
lose loss
miss
gap
unblock free
block
allow let enable permit
let allow
enable allow
noise noisy
flaky unreliable intermittent
stable reliable
clear plain
simple easy
turnaround cycle time lead-time
throughput volume
volume number amount
amount sum total
total overall
average mean typical
median
peak
half
double
share proportion percentage rate
absence away leave
hear listen
tie link connect
look check examine
aid help
cover stand-in deputise
postpone delay put-off defer move
hand pass give
lack miss
frayed worn damaged
crack split
hat costume
ahead before
fix service maintain
catalogue list record index
reorder rearrange
value appraise assess
sample gather collect
inspect survey examine
swap replace change exchange
caution warn
warn alert
prune cut trim
mend repair
advert advertisement posting
discrepancy difference mismatch
recount count
label annotate tag
form questionnaire
class session
drill exercise
fire blaze
flood leak
rehearse practise
catch intercept
chart graph plot
advise counsel
vacancy post opening
grievance complaint
interpret translate
clarify explain
clarification question query
amend correct revise edit
edit revise
proofread check
refer send
refund repay reimburse
invoice charge
estimate quote
quote price
inform advise
renew extend
extend lengthen
widen broaden
hurt injure
injury harm
tour visit
ship send dispatch
dispatch send despatch
obtain source
drug medicine
arrive come
depart leave
departure leave
outdated old out-of-date out date
halt stop pause
pause stop suspend
suspend halt
resume restart
restart reboot
reboot
mount hang
paint decorate
sew stitch
plant sow
feed
weigh measure
fill complete
empty clear
load fill
unload empty
stack pile
store keep
lend loan
borrow loan
donate give
earn receive
award give grant
nominate propose
elect choose
appoint choose
brief inform
debrief review
shadow observe
observe watch notice
watch monitor
note record
minute record
rank order
rate score
score mark
count tally
tally total
total sum
split divide
divide separate
separate split
gather assemble
assemble gather
attend visit
guard protect
protect secure
lock secure
open launch
"""

_KINDS = {
    "colleague": "nurse engineer analyst developer teacher designer driver rep accountant clerk porter chef barista "
    "technician operator picker buyer researcher editor carer agent paramedic midwife pharmacist receptionist teammate "
    "planner estimator electrician joiner apprentice intern trainee junior staff person lawyer paralegal librarian",
    "staff": "nurse engineer analyst developer teacher driver rep accountant clerk porter chef barista technician "
    "operator picker carer agent colleague teammate person hire joiner intern apprentice trainee",
    "person": "nurse engineer analyst developer teacher driver rep accountant clerk porter chef barista technician "
    "operator picker carer agent colleague teammate staff hire joiner intern apprentice trainee pupil student patient "
    "customer client attendee volunteer participant user resident member visitor guest candidate starter newcomer",
    "member": "teammate colleague person staff",
    "system": "ledger database service application platform tool app software pipeline server website cache till",
    "tool": "script dashboard spreadsheet template app macro calculator bot tracker",
    "document": "runbook guide policy report paper checklist manual handbook template memo spec proposal page",
    "material": "guide handout slide worksheet lesson leaflet poster video template",
    "resource": "guide handout template worksheet",
    "check": "checklist",
    "event": "workshop conference session fair meetup hackathon open-day fete webinar",
    "session": "workshop training course class talk meeting clinic retro webinar seminar",
    "incident": "outage leak fall crash spill breach",
    "issue": "bug defect leak failure fault ticket query",
    "site": "ward store branch hospital school warehouse clinic office plant",
    "change": "migration rewrite redesign upgrade rename fix switch",
    "routine": "reconciliation checklist rota handover",
    "language": "polish romanian french spanish german arabic urdu welsh italian portuguese turkish ukrainian chinese "
    "mandarin cantonese hindi bengali somali",
    "device": "handheld tablet phone scanner laptop terminal handset",
    "await": "approval review pending wait with",
    "lack": "no not without",
    "fail": "not didn't never",
    "send": "go went issue",
    "ahead": "before",
    "beyond": "past after over",
    "tell": "raise flag report mention",
    "vehicle": "bus car van lorry truck tram train ambulance",
    "vessel": "trawler ferry boat ship",
    "building": "school church hall house garage barn",
    "show": "play musical opera episode",
    "crew": "gang squad team",
    "worker": "diver dresser skipper porter driver labourer volunteer contractor",
    "period": "week month quarter year day",
    "money": "cost budget spend revenue grant saving",
}


@cache
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_GROUPS.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(word), set()).add(number)
    return {word: frozenset(groups) for word, groups in found.items()}


@cache
def _hyponyms() -> dict[str, frozenset[str]]:
    return {stem(kind): frozenset(stem(word) for word in below.split()) for kind, below in _KINDS.items()}


@cache
def _members() -> dict[int, frozenset[str]]:
    return {
        number: frozenset(stem(word) for word in line.split())
        for number, line in enumerate(_GROUPS.strip().splitlines())
    }


@cache
def stand_ins(claimed: str) -> frozenset[str]:
    """Every stem in an entry that an honest sentence may word as the stem `claimed`, itself included."""
    found = {claimed} | _hyponyms().get(claimed, frozenset())
    for group in _meanings().get(claimed, ()):
        found |= _members()[group]
    return frozenset(found)
