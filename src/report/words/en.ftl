# The words of the report, English.
#
# A key that takes a number `$it` gets `$it` to choose the plural by, and `$it-shown` to show.

direction = ltr
digits = latin
names-in = en

title = { $name } · the plan
brand = Rifada · the planner's picture
skip = Skip to the coverage
contents = Parts of this page
nav-changes = What has changed
nav-coverage = Coverage
nav-course = Over time
nav-crew = Crews
nav-roster = Roster
nav-needs = Needs
nav-alone = Alone
nav-fairness = Fairness
nav-incurable = What no plan can cure
percent = { $share-shown } %
list-comma = {", "}
list-dot = {" · "}
list-colon = {": "}
both-dates = { $one } · { $other }
and-more = { $rest ->
    [one] and one more
   *[other] and { $rest-shown } more
}

content = { $points ->
    [one] One point
   *[other] { $points-shown } points
}, { $people ->
    [one] one volunteer
   *[other] { $people-shown } volunteers
}; times of { $zone }
cards = What the plan comes to
card-serving = People on duty
card-met = Need met
card-short = Short
card-best = How far from the best possible
of-people = of { $people-shown } volunteers
duties-hours = { $duties ->
    [one] one duty
   *[other] { $duties-shown } duties
}, { $hours-shown } hours on duty
met-of = { $met-shown } of { $needed-shown } person-hours, counted line by line
person-hours = person-hours of need that nobody meets
worst-hour = Worst: { $when }, { $hours-shown } short
best-unknown = Not known
best-unknown-why = This plan costs { $cost-shown }. No proof of how low the cost can be is at hand.
best-reached = Proven best
best-reached-why = It costs { $cost-shown }, and no plan costs less.
best-gap = { $gap } at most
best-gap-why = No plan costs less than { $bound-shown }; this one costs { $cost-shown }.
bound-claimed = The bound is what the plan file says; a certificate would prove it.
bound-proven = The bound has been proven.
bound-impossible = This plan costs { $cost-shown }, less than the bound that its file claims: that claim is wrong.
breaks-rules = { $rules ->
    [one] This plan breaks a rule. `rifada check` says which.
   *[other] This plan breaks { $rules-shown } rules. `rifada check` says which.
}

changes = What has changed
changes-none = The duties are the same as in the other plan.
changes-said = Against the other plan, the duties of { $people ->
    [one] one person are
   *[other] { $people-shown } people are
} not the same: { $lost ->
    [one] one duty
   *[other] { $lost-shown } duties
} gone, { $got ->
    [one] one
   *[other] { $got-shown }
} new.
changes-needs = Need met better or worse
changes-people = Whose duties have changed
short-before = Short before
short-now = Short now
change = Change
better = better
worse = worse
before = Before
now = Now

coverage = Coverage by point and hour
coverage-how = Each cell is an hour at a point. The number is how many person-hours of need nobody meets in it; point at a cell, or move to it with the keyboard, to see which lines are short. Empty cells need nobody.
coverage-how-dates = Each cell is a day at a point. The number is how many person-hours of need nobody meets in it; point at a cell, or move to it with the keyboard, to see which lines are short. Empty cells need nobody.
legend-met = all met
legend-1 = up to 10 % short
legend-2 = up to 25 %
legend-3 = up to 50 %
legend-4 = more than half
days = Days
day = Day
point = Point
short = Short
missing-here = People missing

course = Need and people on duty over time
line = Need
needed = Needed
on-duty = On duty
met = Met
heat-hours = hours of heat
prayers = prayer times
time = Time
as-table = As a table
all-points = All points
hours-unit = h
fajr = Fajr
dhuhr = Dhuhr
asr = Asr
maghrib = Maghrib
isha = Isha

crew = A point's crew
people = People
duties = Duties

roster = Roster
roster-by = Roster by
by-point = By point
by-volunteer = By volunteer
search = Search
search-hint = name, point, language, certificate …
choose-person = Choose somebody in the list to see their days.
no-duty = No duty
found-of = of
on-paper = on paper the first

needs = Needs by kind: languages, certificates, people
needs-how = In person-hours, line by line: one person counts in every line whose need they meet.
need = Need
share-met = Met
group-people = People
group-languages = Languages
group-certificates = Certificates and training
group-shared = Somewhere among several points
need-anyone = Headcount
need-women = Women
need-men = Men
need-from-level = { $language } from { $level }
need-or-older = { $age-shown } or older
need-or-younger = { $age-shown } or younger
need-and = and
need-or = or
need-not = not { $need }
level-native = native

alone = Where one is alone
alone-nobody = Nobody is alone at a post that asks for more.
alone-how = { $stretches ->
    [one] One stretch of time in which one person is on duty at a post that asks for more.
   *[other] { $stretches-shown } stretches of time in which one person is on duty at a post that asks for more.
}
post = Post
who = Who
at-least = Needed

fairness = How service is spread
fairness-how = Over the { $people-shown } people who may serve.
fairness-history = Over the { $people-shown } people who may serve, with the hours they bring in from before.
hours-each = Hours of each person
nights-each = Duties at night (22:00–06:00) of each person
heat-each = Hours in the sun in the heat, of each person
spread = least { $least } · median { $median } · most { $most }

incurable = What no plan can cure
incurable-how = Short under every plan, whoever plans: a person is at one post at a time, and gives no more hours than their rules and their free time allow.
incurable-nothing = Nothing was proven to stay short whatever the plan. That is no proof that all can be met.
incurable-at-once = { $family }: { $when } { $needed ->
    [one] one is needed
   *[other] { $needed-shown } are needed at once
}, and { $able ->
    [0] nobody who may serve there is free
    [one] only one who may serve there is free
   *[other] only { $able-shown } who may serve there are free
}. At least { $missing-shown } stay short.
incurable-in-all = { $family }: { $needed-shown } person-hours are needed, and { $people ->
    [0] nobody may serve there
    [one] the one person who may serve there can give { $able-shown }
   *[other] the { $people-shown } people who may serve there can give { $able-shown }
}. At least { $missing-shown } person-hours stay short.
family-everybody = People at all points
family-at = { $need }, { $place }

foot-numbers = All numbers are added up anew from the scenario and the plan.
foot-prayers = Prayer times are computed for the place of the points (Makkah where they name none) by the method of Umm al-Qura; they may differ from the published timetable by a minute or two.
foot-hijri = Hijri dates are those of the Umm al-Qura calendar for the Gregorian day; sighting of the moon may move a month by a day.
foot-offline = This page is complete in itself: it asks nothing of any network.
foot-made = Made by Rifada { $version }.
no-script = Charts that one chooses and the searchable roster need the script of this page; all else stands without it.

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun
date-long = { $weekday } { $day-shown } { $month } { $year }
date-short = { $weekday } { $day-shown } { $month }
date-hijri = { $day-shown } { $month } { $year } AH
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
hijri-month-1 = Muharram
hijri-month-2 = Safar
hijri-month-3 = Rabi al-Awwal
hijri-month-4 = Rabi al-Thani
hijri-month-5 = Jumada al-Ula
hijri-month-6 = Jumada al-Akhirah
hijri-month-7 = Rajab
hijri-month-8 = Sha'ban
hijri-month-9 = Ramadan
hijri-month-10 = Shawwal
hijri-month-11 = Dhu al-Qa'dah
hijri-month-12 = Dhu al-Hijjah

language-am = Amharic
language-ar = Arabic
language-az = Azerbaijani
language-ber = Berber
language-bm = Bambara
language-bn = Bengali
language-bs = Bosnian
language-ckb = Sorani Kurdish
language-de = German
language-dv = Dhivehi
language-en = English
language-es = Spanish
language-fa = Persian
language-ff = Fula
language-fil = Filipino
language-fr = French
language-gu = Gujarati
language-ha = Hausa
language-hi = Hindi
language-id = Indonesian
language-it = Italian
language-jv = Javanese
language-kk = Kazakh
language-ku = Kurdish
language-ky = Kyrgyz
language-ml = Malayalam
language-ms = Malay
language-my = Burmese
language-nl = Dutch
language-om = Oromo
language-pa = Punjabi
language-ps = Pashto
language-pt = Portuguese
language-ru = Russian
language-sd = Sindhi
language-si = Sinhala
language-so = Somali
language-sq = Albanian
language-sw = Swahili
language-ta = Tamil
language-te = Telugu
language-tg = Tajik
language-th = Thai
language-ti = Tigrinya
language-tk = Turkmen
language-tl = Tagalog
language-tr = Turkish
language-ug = Uyghur
language-ur = Urdu
language-uz = Uzbek
language-vi = Vietnamese
language-wo = Wolof
language-yo = Yoruba
language-zh = Chinese
