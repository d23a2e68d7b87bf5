"""Things and qualities that may be worded as one another, a meaning a line, and the kinds a thing is of."""

THINGS = """
train training workshop session course
failure outage breakdown incident fault crash
bug defect error fault issue problem mistake
problem issue difficulty trouble
error mistake slip
complaint grievance
colleague teammate coworker peer co-worker
manager boss supervisor
staff employee personnel
customer client account
buyer customer shopper
pupil student learner
class lesson classroom
child pupil
parent family
shift rota roster
roster rota schedule timetable
ward unit
clinic surgery practice
nurse nursing
doctor physician
meeting session
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
config configuration
production live prod
invoice bill
payment pay
supplier vendor
contract agreement deal
deal sale
warehouse depot
stock inventory
delivery shipment
shipment consignment
lorry truck
van vehicle
month-end close monthly
cost expense spend price
revenue income
grant funding award
paper article manuscript publication
experiment study trial
study research
sample specimen
lab laboratory
dataset data
survey questionnaire poll
score rating mark
target goal
deadline due
queue backlog line
ticket case request
email mail message
hand-off handover handoff transfer
handover hand-over handoff
accident injury incident
wound sore ulcer
medication medicine drug
dose dosage
appointment booking visit
absence absenteeism
attendance attend
grade mark
exam test examination
homework assignment
reading literacy
donor donation
visitor guest
guest customer
machine equipment
scrap waste
downtime outage
risk hazard
hazard danger
policy rule
procedure process routine protocol
process procedure workflow
workflow process flow
method approach technique
idea proposal suggestion
problem question
feature functionality function
library package module
endpoint api
latency response
disk storage
server host machine
login sign-in
access permission
secure security
team group crew squad
department dept
company firm business organisation
board committee
press media
prospect lead
region area territory
store shop branch outlet
branch office
story article piece
speech talk
video film
photo picture image
newcomer joiner starter hire recruit
apprentice trainee
intern trainee
claim case
lawyer solicitor attorney counsel
court tribunal
clause term
draft version
work job
job role
duty shift
inspector auditor
plant factory site
site location
turnaround cycle time lead-time
throughput volume
volume number amount
amount sum total
crack split
hat costume
advert advertisement posting
discrepancy difference mismatch
form questionnaire
class session
drill exercise
fire blaze
flood leak
chart graph plot
vacancy post opening
estimate quote
quote price
injury harm
tour visit
"""

QUALITIES = """
speed quick fast rapid
slow sluggish
late overdue delay
early ahead
broken faulty failing failed defective
likely risk
sick ill unwell
occasion time twice two
time duration
hour hourly
day daily
week weekly
year yearly annual annually
quarter quarterly
evening night
hand manual manually
step stage
phase stage
area section
part section
whole entire full
big large
small little
new fresh
old former previous legacy existing prior earlier
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
safety safe
standard norm
noise noisy
flaky unreliable intermittent
stable reliable
clear plain
simple easy
total overall
average mean typical
share proportion percentage rate
absence away leave
frayed worn damaged
outdated old out-of-date out date
"""

KINDS = {
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
"""A word and what is of its kind: the kind may be said of it, not the other way round."""
