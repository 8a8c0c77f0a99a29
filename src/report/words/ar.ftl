# كلمات التقرير بالعربية.
#
# كل مفتاح يأخذ عددًا `$it` يختار به صيغة المعدود، ويعرضه بـ `$it-shown`.

direction = rtl
digits = arabic
names-in = ar

title = { $name } · الخطة
brand = الرِّفادة · صورة اليوم للمخطِّط
skip = انتقل إلى التغطية
contents = أقسام الصفحة
nav-changes = ما تغيّر
nav-coverage = التغطية
nav-course = على مدى الوقت
nav-crew = الفِرق
nav-roster = الجدول
nav-needs = الاحتياج
nav-alone = من يبقى وحده
nav-fairness = توزيع الخدمة
nav-incurable = ما لا تسدّه أي خطة
percent = { $share-shown }٪
list-comma = {"، "}
list-dot = {"، "}
list-colon = {": "}
both-dates = { $one }، الموافق { $other }
and-more = { $rest ->
    [one] وسطر واحد آخر
    [two] وسطران آخران
    [few] و{ $rest-shown } أسطر أخرى
   *[other] و{ $rest-shown } سطرًا آخر
}

content = { $points ->
    [zero] لا نقاط خدمة
    [one] نقطة خدمة واحدة
    [two] نقطتا خدمة
    [few] { $points-shown } نقاط خدمة
    [many] { $points-shown } نقطة خدمة
   *[other] { $points-shown } نقطة خدمة
}، و{ $people ->
    [zero] لا متطوعين
    [one] متطوع واحد
    [two] متطوعان
    [few] { $people-shown } متطوعين
    [many] { $people-shown } متطوعًا
   *[other] { $people-shown } متطوع
}؛ الأوقات بتوقيت { $zone }
cards = خلاصة الخطة
card-serving = المتطوعون في الخدمة
card-met = الاحتياج الملبّى
card-short = النقص
card-best = البعد عن أفضل خطة ممكنة
of-people = من أصل { $people ->
    [one] متطوع واحد
    [two] متطوعَين
    [few] { $people-shown } متطوعين
    [many] { $people-shown } متطوعًا
   *[other] { $people-shown } متطوع
}
duties-hours = المناوبات: { $duties-shown }، وساعات الخدمة: { $hours-shown }
met-of = { $met-shown } من { $needed-shown } ساعة احتياج، محسوبة بندًا بندًا
person-hours = ساعة احتياج لا يلبّيها أحد
worst-hour = أشدها: { $when }، والنقص فيها { $hours-shown }
best-unknown = غير معروف
best-unknown-why = كلفة هذه الخطة { $cost-shown }، ولا يتوفر برهان على أدنى كلفة ممكنة.
best-reached = ثبت أنها الأفضل
best-reached-why = كلفتها { $cost-shown }، ولا خطة أقل كلفة.
best-gap = { $gap } على الأكثر
best-gap-why = لا خطة كلفتها أقل من { $bound-shown }، وكلفة هذه الخطة { $cost-shown }.
bound-claimed = الحد الأدنى للكلفة منقول من ملف الخطة، وإثباته يكون بملف البرهان.
bound-proven = ثبت الحد الأدنى للكلفة بالبرهان.
bound-impossible = كلفة هذه الخطة { $cost-shown }، وهي أقل من الحد الأدنى الذي يذكره ملفها؛ فما يذكره غير صحيح.
breaks-rules = { $rules ->
    [one] تخالف هذه الخطة قاعدة واحدة؛ والأمر `rifada check` يبيّنها.
    [two] تخالف هذه الخطة قاعدتين؛ والأمر `rifada check` يبيّنهما.
    [few] تخالف هذه الخطة { $rules-shown } قواعد؛ والأمر `rifada check` يبيّنها.
   *[other] تخالف هذه الخطة { $rules-shown } قاعدة؛ والأمر `rifada check` يبيّنها.
}

changes = ما الذي تغيّر
changes-none = المناوبات هي نفسها في الخطتين.
changes-said = مقارنةً بالخطة الأخرى تغيّرت مناوبات { $people ->
    [one] متطوع واحد
    [two] متطوعَين
    [few] { $people-shown } متطوعين
    [many] { $people-shown } متطوعًا
   *[other] { $people-shown } متطوع
}: أُلغيت { $lost ->
    [zero] صفر مناوبة
    [one] مناوبة واحدة
    [two] مناوبتان
    [few] { $lost-shown } مناوبات
   *[other] { $lost-shown } مناوبة
}، وأُضيفت { $got ->
    [zero] صفر مناوبة
    [one] مناوبة واحدة
    [two] مناوبتان
    [few] { $got-shown } مناوبات
   *[other] { $got-shown } مناوبة
}.
changes-needs = أين تحسنت التلبية وأين ساءت
changes-people = من تغيّرت مناوباتهم
short-before = النقص قبل
short-now = النقص الآن
change = الفرق
better = أفضل
worse = أسوأ
before = قبل
now = الآن

coverage = التغطية بحسب النقطة والساعة
coverage-how = كل خانة ساعة في نقطة خدمة، والعدد فيها ما ينقص من ساعات الاحتياج. أشِر إلى الخانة، أو انتقل إليها بلوحة المفاتيح، لترى البنود الناقصة. والخانة الفارغة لا احتياج فيها.
coverage-how-dates = كل خانة يوم في نقطة خدمة، والعدد فيها ما ينقص من ساعات الاحتياج. أشِر إلى الخانة، أو انتقل إليها بلوحة المفاتيح، لترى البنود الناقصة. والخانة الفارغة لا احتياج فيها.
legend-met = مكتملة
legend-1 = نقص حتى 10٪
legend-2 = حتى 25٪
legend-3 = حتى 50٪
legend-4 = أكثر من النصف
days = الأيام
day = اليوم
point = النقطة
short = النقص
missing-here = عدد الناقصين

course = الاحتياج ومن في الخدمة على مدى الوقت
line = الاحتياج
needed = المطلوب
on-duty = في الخدمة
met = الملبّى
heat-hours = ساعات الحر
prayers = أوقات الصلاة
time = الوقت
as-table = عرضه جدولًا
all-points = جميع النقاط
hours-unit = ساعة
fajr = الفجر
dhuhr = الظهر
asr = العصر
maghrib = المغرب
isha = العشاء

crew = فريق النقطة
people = الأشخاص
duties = المناوبات

roster = جدول المناوبات
roster-by = ترتيب الجدول
by-point = بحسب النقطة
by-volunteer = بحسب المتطوع
search = بحث
search-hint = اسم أو نقطة أو لغة أو شهادة…
choose-person = اختر متطوعًا من القائمة لعرض أيامه.
no-duty = بلا مناوبة
found-of = من
on-paper = وعلى الورق أول

needs = الاحتياج بحسب نوعه: اللغات والشهادات والأفراد
needs-how = بساعات الاحتياج، بندًا بندًا؛ والمتطوع الواحد يُحسب في كل بند يستوفي شرطه.
need = الاحتياج
share-met = نسبة التلبية
group-people = الأفراد
group-languages = اللغات
group-certificates = الشهادات والتدريب
group-shared = في أيٍّ من عدة نقاط
need-anyone = العدد
need-women = نساء
need-men = رجال
need-from-level = { $language } من مستوى { $level }
need-or-older = العمر { $age-shown } فأكثر
need-or-younger = العمر { $age-shown } فأقل
need-and = مع
need-or = أو
need-not = من غير { $need }
level-native = اللغة الأم

alone = أين يبقى متطوع وحده
alone-nobody = لا أحد يخدم وحده في موقع يتطلب أكثر من واحد.
alone-how = { $stretches ->
    [one] فترة واحدة يخدم فيها متطوع وحده في موقع يتطلب أكثر من واحد.
    [two] فترتان يخدم في كل منهما متطوع وحده في موقع يتطلب أكثر من واحد.
    [few] { $stretches-shown } فترات يخدم في كل منها متطوع وحده في موقع يتطلب أكثر من واحد.
   *[other] { $stretches-shown } فترة يخدم في كل منها متطوع وحده في موقع يتطلب أكثر من واحد.
}
post = الموقع
who = المتطوع
at-least = المطلوب

fairness = توزيع الخدمة على المتطوعين
fairness-how = على من تمكنهم الخدمة، وعددهم { $people-shown }.
fairness-history = على من تمكنهم الخدمة، وعددهم { $people-shown }، مع ما سبق من ساعاتهم.
hours-each = ساعات كل متطوع
nights-each = المناوبات الليلية لكل متطوع (22:00–06:00)
heat-each = ساعات كل متطوع تحت الشمس في الحر
spread = الأقل { $least }، والوسيط { $median }، والأكثر { $most }

incurable = ما لا تسدّه أي خطة
incurable-how = نقص باقٍ أيًّا كانت الخطة: فالمتطوع لا يكون في موقعين في وقت واحد، ولا يعطي أكثر مما تسمح به قواعده وأوقات فراغه.
incurable-nothing = لم يثبت في شيء أنه يبقى ناقصًا أيًّا كانت الخطة؛ وليس ذلك برهانًا على إمكان تلبية الكل.
incurable-at-once = { $family }: { $when } المطلوب في وقت واحد { $needed-shown }، { $able ->
    [0] ولا أحد متاح ممن يصلح للخدمة هناك
    [one] والمتاح ممن يصلح للخدمة هناك واحد فقط
    [two] والمتاح ممن يصلح للخدمة هناك اثنان فقط
   *[other] والمتاح ممن يصلح للخدمة هناك { $able-shown } فقط
}؛ فالنقص { $missing-shown } على الأقل.
incurable-in-all = { $family }: المطلوب { $needed-shown } ساعة احتياج، { $people ->
    [0] ولا أحد يصلح للخدمة هناك
    [one] وأقصى ما يعطيه المتطوع الوحيد الذي يصلح لها { $able-shown }
   *[other] وأقصى ما يعطيه من يصلحون لها، وعددهم { $people-shown }، هو { $able-shown }
}؛ فالنقص { $missing-shown } ساعة على الأقل.
family-everybody = الأفراد في جميع النقاط
family-at = { $need }، { $place }

foot-numbers = حُسبت كل الأعداد من جديد من السيناريو والخطة.
foot-prayers = أوقات الصلاة محسوبة لموقع النقاط (مكة المكرمة إن لم تُذكر مواقعها) على طريقة أم القرى، وقد تختلف عن التقويم المنشور بدقيقة أو دقيقتين.
foot-hijri = التواريخ الهجرية بتقويم أم القرى ليوم التاريخ الميلادي، ورؤية الهلال قد تقدّم الشهر أو تؤخره يومًا.
foot-offline = هذه الصفحة مكتملة بذاتها ولا تتصل بأي شبكة.
foot-made = أعدّتها الرِّفادة، الإصدار { $version }.
no-script = الرسوم التي تُختار وجدول البحث تعمل ببرنامج هذه الصفحة؛ وما سواها يُقرأ من دونه.

weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
weekday-short-1 = الاثنين
weekday-short-2 = الثلاثاء
weekday-short-3 = الأربعاء
weekday-short-4 = الخميس
weekday-short-5 = الجمعة
weekday-short-6 = السبت
weekday-short-7 = الأحد
date-long = { $weekday } { $day-shown } { $month } { $year }م
date-short = { $weekday } { $day-shown } { $month }
date-hijri = { $day-shown } { $month } { $year }هـ
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
hijri-month-1 = محرم
hijri-month-2 = صفر
hijri-month-3 = ربيع الأول
hijri-month-4 = ربيع الآخر
hijri-month-5 = جمادى الأولى
hijri-month-6 = جمادى الآخرة
hijri-month-7 = رجب
hijri-month-8 = شعبان
hijri-month-9 = رمضان
hijri-month-10 = شوال
hijri-month-11 = ذو القعدة
hijri-month-12 = ذو الحجة

language-am = الأمهرية
language-ar = العربية
language-az = الأذرية
language-ber = الأمازيغية
language-bm = البمبارية
language-bn = البنغالية
language-bs = البوسنية
language-ckb = الكردية السورانية
language-de = الألمانية
language-dv = الديفيهية
language-en = الإنجليزية
language-es = الإسبانية
language-fa = الفارسية
language-ff = الفولانية
language-fil = الفلبينية
language-fr = الفرنسية
language-gu = الغوجاراتية
language-ha = الهوسا
language-hi = الهندية
language-id = الإندونيسية
language-it = الإيطالية
language-jv = الجاوية
language-kk = الكازاخية
language-ku = الكردية
language-ky = القيرغيزية
language-ml = المليالم
language-ms = الملايوية
language-my = البورمية
language-nl = الهولندية
language-om = الأورومية
language-pa = البنجابية
language-ps = البشتو
language-pt = البرتغالية
language-ru = الروسية
language-sd = السندية
language-si = السنهالية
language-so = الصومالية
language-sq = الألبانية
language-sw = السواحيلية
language-ta = التاميلية
language-te = التيلوغوية
language-tg = الطاجيكية
language-th = التايلاندية
language-ti = التغرينية
language-tk = التركمانية
language-tl = التاغالوغية
language-tr = التركية
language-ug = الأويغورية
language-ur = الأردية
language-uz = الأوزبكية
language-vi = الفيتنامية
language-wo = الولوفية
language-yo = اليوروبا
language-zh = الصينية
