"""Things near enough that one names no new fact beside the other: read by the invention check alone.

A line is one meaning, kinds and their sorts together (a nurse may be told as a colleague). Teams, departments, places
and firms stand in no line: which of them it was is the people and reach checks' to compare.
"""

WIDER_THINGS = """
person people individual man woman somebody someone anyone anybody adult human
nobody none no not
everyone everybody all
child children kid youngster toddler infant pupil boy girl youth teenager
baby infant newborn
adult grown-up
pupil student learner child schoolchild class youngster
student undergraduate learner pupil postgraduate
class group pupil student form set
parent mother father mum dad family carer guardian
family household parent relative home
relative family
carer caregiver parent
couple pair two partner
neighbour resident
resident tenant patient occupant inhabitant client
tenant resident renter occupant
patient resident client case pt person man woman
client customer account patient user
customer client buyer shopper account guest purchaser consumer user
guest visitor customer diner
diner guest cover customer
visitor guest attendee
passenger traveller rider commuter
commuter passenger traveller
driver motorist
cyclist rider
user customer person participant
participant attendee user person volunteer delegate learner member
attendee participant delegate audience person guest
audience attendee crowd room viewer listener
delegate attendee
volunteer helper
helper volunteer assistant aide ta
assistant aide helper ta
donor giver supporter
candidate applicant interviewee person finalist
applicant candidate
finalist candidate
interviewer panel
employee worker staff colleague
worker employee staff colleague labourer operative hand lad
staff employee worker colleague team people
colleague coworker teammate peer workmate
newcomer starter joiner hire recruit new
starter joiner newcomer hire recruit new
trainee apprentice intern learner student
apprentice trainee
temp temporary agency casual
leaver departure leave left
manager boss supervisor head lead
boss manager owner head
head lead manager chief leader
deputy assistant
owner proprietor boss
founder owner
partner
supervisor manager lead foreman
foreman supervisor
clinician doctor nurse
doctor physician clinician gp medic consultant dr registrar
physician doctor
surgeon doctor
nurse sister matron
carer nurse
therapist clinician
dentist clinician
pharmacist
vet veterinarian veterinary
teacher tutor instructor lecturer educator
lecturer teacher tutor academic professor
professor academic lecturer prof
academic lecturer researcher professor
researcher scientist academic
scientist researcher
engineer developer technician
developer engineer programmer coder
programmer developer engineer
designer
technician engineer operator
mechanic technician fitter
fitter installer mechanic
electrician sparky
plumber
builder contractor
contractor builder supplier
architect
surveyor inspector
inspector auditor examiner officer
auditor inspector
officer official
official officer
lawyer solicitor barrister counsel attorney
judge magistrate
police officer
firefighter crew
paramedic crew
soldier troop
accountant
buyer purchaser customer procurement
seller vendor
salesperson rep seller
rep representative agent
representative rep agent delegate
agent rep adviser
adviser advisor consultant
consultant adviser
chef cook
cook chef
waiter server
barista
cleaner housekeeper
housekeeper cleaner
porter
receptionist
librarian
curator
editor
author writer
writer author
journalist reporter
reporter journalist
artist
musician player
actor player cast
player athlete member
coach trainer
referee
farmer grower
gardener grower
breeder
animal livestock creature beast
dog animal pet
cat animal pet
cattle cow herd
herd cattle cow animal
flock sheep hen bird
bird hen
fish
plant crop
crop plant harvest
tree wood
vehicle van lorry truck car bus
lorry truck vehicle wagon hgv
truck lorry vehicle
van vehicle
car vehicle
bus coach vehicle
train rail
ship vessel boat
boat vessel
plane aircraft
aircraft plane
forklift truck
machine equipment device kit unit
equipment kit gear machine apparatus
kit equipment gear set
device machine gadget handset
gadget device
tool equipment software app
instrument device
handset phone device
phone telephone mobile handset
computer laptop pc machine
laptop computer
screen display monitor
camera
scanner device
printer machine
sensor detector
alarm alert alerting page
alert alarm notification page notice warning
notification alert notice message
page alert
server machine host
cluster server
network
database store db
table
query search script
script program code
code script program software
software program app system application platform
app application software program system
application app program bid form submission
program programme software scheme
programme scheme program plan course initiative schedule
scheme programme plan project
project scheme programme work initiative job
initiative scheme programme project
plan scheme programme schedule roadmap strategy
roadmap plan
strategy plan approach
system platform software tool
platform system tool
tool system
website site page web online
site website page
webpage page site
page sheet
link
form sheet template paper document
template form layout
sheet page spreadsheet form log
spreadsheet sheet workbook model excel
workbook spreadsheet
model spreadsheet
document paper doc file report
file document record
paper document article
report document paper account summary write-up
account report telling story version
summary overview digest abstract report
overview summary
note memo record comment
memo note
letter note mail
mail email post letter
email mail message
message email note text
text message wording copy
wording phrasing language text
leaflet flyer pamphlet brochure handout
brochure leaflet catalogue
poster sign notice
sign notice poster label
notice sign warning announcement
newsletter bulletin
bulletin newsletter notice
article paper piece story publication
paper article publication manuscript
publication article paper
book volume title
chapter section part
section part chapter portion
part section portion piece share bit half
portion part share serving helping
paragraph section
page
draft version copy
version edition draft variant
edition version issue
copy version
manual guide handbook instruction
guide manual handbook playbook guidance guideline
guideline guide rule guidance
playbook guide manual runbook
runbook guide playbook procedure
handbook manual guide
instruction direction guidance manual
procedure process routine sop protocol
sop procedure standard
process procedure workflow method way
protocol procedure process
routine procedure process
method way technique approach means process
technique method way
approach way method
way method manner
rule policy regulation guideline
policy rule
regulation rule law
law rule legislation regulation
legislation law bill act
ban prohibition
clause term provision condition
term clause condition
condition term state
contract agreement deal terms
agreement contract deal pact
deal contract agreement sale
lease rental tenancy
lessor landlord
landlord owner lessor
licence permit license licensing
permit licence license
certificate certification cert
warranty guarantee
deadline due date end target cut-off
date day time
target goal aim objective plan
goal target aim objective
aim goal target objective purpose
objective goal aim
purpose aim
promise commitment pledge
commitment promise
milestone step stage
stage step phase round
phase stage step
step stage measure action
action step task measure
task job action work
job task work role post
follow-up action
to-do action task
work job task
duty task shift job
role job post position
post job role position vacancy
position post job role place
vacancy opening post role
opening vacancy role
shift turn duty rota
rota schedule roster
roster rota
schedule timetable rota plan programme
timetable schedule rota programme
agenda programme plan
calendar schedule
appointment booking slot visit
booking reservation appointment
reservation booking
slot time place
session class meeting workshop time sitting demo lesson day evening group test interview
meeting session call conversation talk 1:1
call meeting conversation
conversation talk chat discussion meeting call
discussion conversation talk meeting
workshop session class training
training course session workshop lesson teaching
course training class programme
lesson class session
lecture talk class
seminar workshop talk
talk lecture presentation speech
presentation talk deck
deck slide presentation
slide deck
speech talk
briefing talk session
webinar session event talk
conference event meeting
event day session meeting fair
fair event show
exhibition show display
show production performance play
production show play
performance show
play show production
concert show
festival event
party event
visit trip call
trip visit journey outing
journey trip route
tour visit trip
round tour stage
queue line wait
line queue row
row line
list queue
wait queue delay
delay wait lateness
backlog queue pile
pile stack backlog
stock inventory supply
inventory stock list
supply stock provision
goods stock product item
product item good line
item article product piece
article item
part component piece
component part piece
piece part item
material stuff
waste scrap rubbish
rubbish waste
parcel package delivery
package parcel
box carton case
carton box
pallet load
load cargo
cargo freight load
freight cargo
delivery shipment drop
shipment delivery consignment load
order purchase request
purchase order po
request ask
invoice bill
bill invoice
receipt slip
payment pay
pay wage salary
wage pay salary
salary pay wage
bonus pay
fee charge cost price
cost price expense spend bill expensive cheap pay
price cost charge rate pricing
expense cost
expenditure spend cost
spend cost expenditure
saving save
budget money fund
money cash fund sum
cash money
fund money budget
funding money grant
grant funding award bid
award prize grant
prize award
bid tender application proposal grant
tender bid retender
proposal idea suggestion bid
suggestion idea proposal suggest
idea suggestion proposal thought
thought idea
question query ask
query question
answer reply response
reply response answer
response reply answer
feedback comment response view
comment remark feedback note
remark comment
criticism criticise
complaint grievance complain
grievance complaint
praise compliment
apology apologise
opinion view
view opinion
reason cause ground why
cause reason
ground reason
explanation reason
excuse reason
fault defect error problem bug flaw
defect fault flaw bug
bug fault defect error issue
flaw fault defect
error mistake slip fault
mistake error slip
slip mistake
problem issue trouble difficulty fault
issue problem trouble
trouble problem issue
difficulty problem trouble
risk danger hazard
danger risk hazard
hazard danger risk
incident event accident case
accident incident crash
crash accident failure
failure fault fail
outage downtime failure interruption down
downtime outage down
interruption stop break
break pause rest gap
gap break difference hole
hole gap
leak flood
flood leak water
fire blaze
injury wound hurt harm
wound sore injury
illness sickness disease sick ill
disease illness condition
sickness illness absence off
absence leave off away sick
leave absence holiday
holiday leave vacation break christmas easter
vacation holiday
fall drop
drop fall decline reduction decrease cut dip
decline fall drop
decrease fall drop
reduction fall drop cut
cut reduction
increase rise growth gain
rise increase growth
growth rise increase
gain rise increase
change difference shift move
difference change gap
shift change
move change
improvement gain rise change
result outcome finding score
outcome result
finding result
conclusion finding result
evidence proof
proof evidence
data number figure record
figure number data
number figure count amount
amount number sum quantity
quantity amount number
sum amount total
total sum
count number
rate share proportion percentage ratio per speed
share proportion part rate percentage
proportion share part
percentage share percent
ratio proportion
majority most
minority few
average mean typical
mean average
median middle p50
peak high top best busy
maximum most top
minimum least
level height
height level tall
depth deep
length long duration
width wide
weight heavy kilo
kilo kg kilogram
gram g
litre l
metre m
mile mi
inch in
foot ft
cent p eur euro penny
pound gbp quid
euro eur
dollar usd
volume number throughput
speed pace rate fast
pace speed
time hour minute duration
duration length time
hour time
minute time
moment time
period time spell
spell period
season spring summer autumn winter term
term season semester
semester term
spring season
summer season
autumn fall season
winter season
morning am early
afternoon pm
evening pm night
night overnight evening late
overnight night
midnight night
noon midday lunch
midday noon lunch
lunchtime lunch noon
weekend saturday sunday
weekday week
fortnight week
half-year month
half-term
year annual yearly twelve
decade ten
century hundred
today now
birthday
breakfast morning meal
lunch meal
dinner meal supper
supper dinner meal
meal food lunch dinner
food meal
menu
dish plate course meal
plate dish
drink beverage
beverage drink
recipe
ingredient
kitchen
room space hall
hall room
space room area
area zone region space part
zone area
region area
place spot site location
spot place
location place site
address
building house block
house home building
home house
flat apartment
apartment flat
floor storey ground
storey floor
ground floor
roof
wall
door entrance
entrance door gate
gate entrance
window
corridor hallway
hallway corridor
stair step
lift elevator
lobby reception foyer entrance
foyer lobby
desk counter table
counter desk till
till checkout counter
checkout till basket
basket cart
cart basket trolley
shop store
store shop
stall stand
stand stall booth
booth stand
garage
road street
street road
route road path
path route
bridge
river
sea
coast shore coastal
field
farm
garden
park
wood forest
forest wood
backdrop scenery set
backstage wing
wing backstage side
stage
costume outfit
song music
music song
game match
match game
season
score mark point
mark score grade
grade mark
exam test
test exam check trial
check test inspection look
inspection check visit audit survey
audit inspection check review
review check look
survey questionnaire poll study
questionnaire survey form
poll survey
study research trial
research study
trial pilot test study
pilot trial test
experiment test trial study
sample specimen
specimen sample
vial tube sample
assay test
reading measurement result
measurement reading measure
theory idea
thesis dissertation paper
dissertation thesis
supervision supervise
degree
lab laboratory
freezer fridge
fridge freezer refrigerator
drug medicine medication dose
medicine drug medication
medication drug medicine
tablet pill
dose dosage dosing
dosage dose
treatment care therapy
therapy treatment
care treatment
operation surgery procedure
surgery operation
admission admit
discharge
referral refer
handover hand-over handoff pass
triage
ward
bed
mattress
chart record graph
graph chart plot
plot graph site
diagram drawing sketch chart
drawing sketch plan design
sketch drawing mock-up
mock-up prototype sketch
prototype mock-up model
design plan drawing
layout design plan
map plan
photo picture image photograph
picture photo image
image picture photo
logo mark
brand name
name title
title name
label tag
tag label
code
password
access entry
login sign-in
sign-in login
button
menu
banner advert
advert ad advertisement
campaign
promotion offer
offer deal
discount reduction off
sale selling deal
market
lead prospect
prospect lead
opportunity lead chance
chance possibility luck opportunity noise coincidence random
luck chance lucky
possibility chance
coincidence chance
likelihood chance
noise chance
signal
pattern
trend
forecast projection estimate
projection forecast
estimate guess reckoning
guess estimate
accrual accrue
ledger book
book ledger
entry record
record entry log
log record diary register
diary log
register log list
minutes note
pack bundle
bundle pack set
set group
group set party band
panel committee board
committee panel board
board committee panel
jury panel
court
hearing
trial
case matter file
matter case issue
claim
evidence
statement
consultation consult
vote ballot
ballot vote
election vote
meeting assembly
forum meeting
community
public
council
government ministry minister
minister ministry ministerial
tax
benefit
pension
house-move
abandonment drop-off leave
drop-off abandonment
retention keep
churn leave
renewal renew
sign-up register
installation install
maintenance upkeep
upkeep maintenance
repair fix
replacement replace swap
spare
cable wire
wire cable
circuit
board
switch
socket outlet
fuse
light lamp lighting led
lamp light
heating heat boiler
boiler heating
pump
pipe
tank
valve
engine motor
motor engine
battery
charger
fuel petrol diesel
petrol fuel
oil
gas
water
electricity power supply
power electricity supply
bolt screw
screw bolt
nail
hammer
paint
brick
timber wood
concrete cement
cement concrete
steel metal
metal steel
glass
plastic
fabric cloth
cloth fabric
thread
film
paper
ink
caveat proviso reservation but though although
reservation doubt
price cost
trade-off cost
downside cost
practice surgery clinic vet firm
surgery practice clinic
notice tell say let inform
yes agree accept
no refuse decline reject
success get win work
failure fail
colleague pair other both two staff nurse teacher engineer who team member
teammate colleague other
counterpart colleague peer
buddy partner mentor colleague
mentee pupil student apprentice junior learner
protégé mentee
junior young new apprentice trainee
rookie new starter
novice new beginner
beginner new
veteran experienced long
expert specialist
specialist expert
workforce staff team
crew team gang lad
gang crew
shift crew team
roster team
headcount staff number
cohort class group intake
intake cohort group class
batch group set lot
lot batch group
tranche batch part
wave batch round
trio three
quartet four
quintet five
duo two pair
dozen twelve
score twenty mark
handful few five four
couple two
single one
lone one single
half-dozen six
half-century fifty
fortnight two week
weekday monday friday week
evening night shift pm
half-hour thirty minute
quarter-hour fifteen minute
hour sixty minute
day hour
week day
month week
quarter month
half month
year month
lifetime life
age year old
ageing old
anniversary year
birthday year
new-year january
christmas december holiday
easter april holiday
summer june july august
winter december january february
spring march april may
autumn september october november
term autumn spring summer school
peak busy high most best top
trough low quiet
lull quiet
rush busy
backlog queue late old wait
arrears late owe
debt owe money
loan borrow lend
mortgage loan
interest rate
principal loan main
deposit money
refund money back return
rebate money back
compensation money
fine penalty
penalty fine charge
toll charge
tariff charge rate
levy charge tax
duty tax
margin profit gap
profit margin
loss lose
surplus profit extra
deficit loss short
shortfall short miss gap under
shortage short lack
lack short no without
absence lack no without away
scarcity short
excess over more
overrun over late
underspend under budget save
overspend over budget
spend cost
outlay cost spend
bill cost
tab bill
receipt invoice
pass ticket
badge pass
cupboard cabinet
cabinet cupboard
shelf rack
rack shelf aisle
aisle row rack
bin container
container box bin
crate box
sack bag
bag sack
trolley cart
stretcher trolley
walking-frame frame
bandage dressing
dressing bandage wound
plaster cast
stitch suture
drip iv
uniform clothes
clothes uniform
shoe boot
boot shoe
helmet hat
scaffold scaffolding
hoist lift crane
digger excavator
excavator digger
wrench spanner
bulb lamp light
lantern lamp
flame fire
fume smoke
vapour steam
rain wet
heatwave hot heat
drought dry
flood water
toilet loo
loo toilet
attic loft
loft attic
cellar basement
basement cellar
terrace patio
patio terrace
lawn grass
grass lawn
plaza square
kiosk stall
booth stall
marquee tent
harbour port
port harbour
dock quay pier
quay dock
pier dock
ferry boat ship
tug boat
liner ship
tanker ship
trawler boat
cargo load
vaccination jab vaccine immunisation
vaccine jab vaccination
jab vaccine vaccination injection
injection jab
immunisation vaccine
screening test check
scan test
x-ray scan
blood-test test
biopsy sample
swab sample test
smear sample test
result finding
diagnosis finding
symptom sign
sign symptom
pain ache hurt
ache pain
fever temperature
bug virus
seizure fit
fall trip
fracture break broken
cut wound
sore ulcer
ulcer sore
pressure-ulcer sore
anxiety nervous
bereavement death
death die
deceased die
birth born
delivery birth
labour birth
ward unit
cot bed
crib bed
obs observation
observation obs
discharge home
folder file
binder folder
archive file store
catalogue list
index list
inventory list
directory list
register list
roll register
manifest list
journal log diary
logbook log
timesheet hour
wallchart chart
whiteboard board
blackboard board
noticeboard board
flipchart board
handout sheet
worksheet sheet
workbook book
textbook book
novel book
coursework essay
quiz test
mock exam
diploma degree
qualification exam
playground yard
classroom class room
cafeteria canteen
pitch field
gallery museum
museum gallery
exhibit display object
exhibition exhibit display
artefact object
object artefact thing
relic object
painting picture
cup mug
mug cup
tin can
can tin
barrel cask
cask barrel
brew beer
beer brew
bread loaf
loaf bread
sweet dessert
dessert pudding sweet
pudding dessert
course dish
cover guest diner
lot crew gang people men
interim meanwhile meantime
shelf book stock reference
title book
ewe sheep
lamb sheep born
calf cow
piglet pig
chick hen
foal horse
horse pony
pony horse
pen enclosure
paddock field
pasture field
straw bedding
feed food
vet surgeon
sermon talk
parish church
church chapel
chapel church
vicar priest
priest vicar
congregation people church
hymn song
ambulance 999 paramedic
999 emergency ambulance
emergency urgent 999
hospital ward infirmary
infirmary hospital
care-home home
almshouse house home
dentist dental
denture tooth teeth
tooth teeth
heart cardiac
kidney renal
foot feet
walk gait
gait walk
therapy session
class session
chimney flue stack
flue chimney liner
liner lining flue
lining liner
crack break damage
weld join
rail railing
railing rail
footbridge bridge
culvert drain pipe
sewer drain
pothole hole
pavement path
lamppost lamp
roundabout junction
junction crossing
signal light
lock gate
sluice gate
radiator heater
heater heat radiator
damp wet
wiring wire
board panel
press media journalist newspaper reporter
journalist press reporter media
media press journalist
newspaper paper press
front-page story
story piece article
piece article story write
column piece
feature piece
scoop story
leak source
correction error wrong
copy text
listener audience
viewer audience
episode show
podcast show
trail tour route
stop point
voice speak read
choir sing singer
singer choir
band music
orchestra music
rehearsal practice
accompanist piano pianist
pianist piano accompanist
score music
concert gig
gig concert
lyric word
stall stand table
raffle ticket
plot allotment
allotment plot garden
plant seed
harvest crop
yield crop harvest
orchard tree
vine grape
grape vine
vineyard vine
donor giver
giver donor
gift donation
donation gift give
attachment file
backup copy
petty-cash cash
float cash
appeal case ground
ground point
skeleton argument
argument point
brief case
bundle paper
hearing court
verdict decision
lease tenancy
tenancy lease
translation language
spill leak
sample test
carcass body
assessor mark
squad team
induction start welcome
flight trip
landing land
crosswind wind
windshear wind
diversion divert
divert diversion
simulator sim
sim simulator
late delay
roadworks road
allergen allergy
fire-plan plan
drill evacuation
evacuation drill empty
exit door
"""

CLIPPED = """
operations ops operational
patient pt
patients pts
department dept
manager mgr
average avg
maximum max
minimum min
quantity qty
approximately approx
government govt
international intl
management mgmt
laboratory lab
examination exam
communications comms
certificate cert
preparation prep
administration admin
professor prof
accounts acct
appointment appt
observations obs
physiotherapy physio
medications meds
temperature temp
temporary temp temps
representative rep reps
specification spec specs
repository repo
configuration config
environment env
production prod
application app
document doc
documents docs
reference ref
references refs
information info
statistics stats
mathematics maths
gymnasium gym
advertisement ad ads
promotion promo
demonstration demo
synchronisation sync
authentication auth
celebration
association assoc
assistant asst
associate assoc
number no num
hours hr hrs
minutes min mins
seconds sec secs
weeks wk wks
months mth mths
years yr yrs
versus vs
with w
without w/o
because bc
please pls
regarding re
street st
road rd
kilograms kg kilo kilos
kilometres km
refurbishment refurb
rehabilitation rehab
delivery del
purchase po
chief-executive ceo
tuberculosis tb
paediatrics paeds
gynaecology gynae
orthopaedics ortho
outpatients outpatient op
inpatients inpatient ip
nutrition
vegetables veg
veterinary vet
intelligence intel
captain capt
sergeant sgt
lieutenant lt
corporation corp
limited ltd
company co
customer-satisfaction csat
teaching-assistant ta
principal-investigator pi
purchase-order po
product-manager pm
project-manager pm
general-practitioner gp
teams online remote remotely virtual virtually zoom
"""
