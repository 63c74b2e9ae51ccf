"""Small documents in the languages that have no stored document.

The reader finds the language, the kind and the day of each.
"""

import communique

DOCUMENTS = {
    "am": ("joint-statement", "2021-06-10", """የኢትዮጵያና የኬንያ የጋራ መግለጫ

ናይሮቢ፣ ጁን 10 ቀን 2021

የሁለቱ አገሮች ሚኒስትሮች በናይሮቢ ተገናኝተው ተወያይተዋል።

1. ሁለቱ ወገኖች የወደብ አገልግሎትን ለማሻሻል ተስማምተዋል።

2. ሁለቱ ወገኖች የጋራ ኮሚቴ ለማቋቋም ወስነዋል።"""),
    "be": ("joint-statement", "2019-06-05", """СУМЕСНАЯ ЗАЯВА АБ АХОВЕ ВОЗЕРА

Браслаў, 5 чэрвеня 2019 года

Улічваючы каштоўнасць возера для ўсіх, хто жыве на яго берагах,

заяўляем наступнае:

1. Мы заклікаем улады апублікаваць планы.

2. Мы гатовыя дапамагаць лесу і рыбакам."""),
    "bn": ("joint-statement", "2023-03-26", """নদী রক্ষা বিষয়ে যৌথ বিবৃতি

ঢাকা, ২৬ মার্চ ২০২৩

১। দুই মন্ত্রী নদী রক্ষার গুরুত্ব পুনর্ব্যক্ত করেন।

২। উভয় পক্ষ একটি যৌথ কমিটি গঠনে সম্মত হয়।"""),
    "eu": ("declaration", "2018-05-23", """Itsasertzeko hirien Adierazpena

Hondarribia, 2018ko maiatzaren 23a

Kontuan hartuta itsas mailaren igoera,

honako hau adierazten dugu:

1. Gure hirietako planak onartuko ditugu.

2. Gobernuei eskatzen diegu hondartzak babesteko dirua handitzea."""),
    "hy": ("joint-statement", "2022-11-04", """ՀԱՄԱՏԵՂ ՀԱՅՏԱՐԱՐՈՒԹՅՈՒՆ ԳԵՏԻ ՊԱՀՊԱՆՈՒԹՅԱՆ ՄԱՍԻՆ

Գյումրի, 4 նոյեմբերի 2022 թ.

Հաշվի առնելով գետի նշանակությունը երկու քաղաքների համար,

հայտարարում ենք.

1. Կողմերը կշարունակեն կանոնավոր հանդիպումները։

2. Կողմերը աջակցում են երիտասարդական ճամբարների կազմակերպմանը։"""),
    "is": ("joint-declaration", "2023-08-29", """Sameiginleg yfirlýsing hafnanna um rannsóknir

Akureyri, 29. ágúst 2023

Sem minnast langrar samvinnu á hafinu

lýsa því yfir:

1. Hafnirnar munu gera út sameiginlegan leiðangur á hverju hausti.

2. Niðurstöður verða birtar öllum að kostnaðarlausu."""),
    "ka": ("memorandum", "2023-05-17", """მემორანდუმი

ქალაქ ბათუმისა და ქალაქ ფოთის საკრებულოები, შემდგომში „მხარეები“,

ითვალისწინებენ რა მეგობრობის ტრადიციებს,

მხარეები შეთანხმდნენ შემდეგზე:

მუხლი 1

მხარეები ყოველწლიურად გაცვლიან გამოცდილებას.

მუხლი 2

მემორანდუმი ძალაში შედის ხელმოწერის დღიდან.

შესრულებულია ქ. ბათუმში, 2023 წლის 17 მაისს, ორ ეგზემპლარად."""),
    "kk": ("agreement", "2019-05-17", """Қалалар арасындағы ынтымақтастық туралы келісім

Достық қатынастарды дамытуға ниет білдіре отырып,

төмендегілер туралы келісті:

1-бап

Тараптар тәжірибе алмасады.

2-бап

Осы Келісім қол қойылған күнінен бастап күшіне енеді.

Алматы қаласында 2019 жылғы 17 мамырда жасалды."""),
    "km": ("joint-statement", "2023-12-18", """សេចក្តីថ្លែងការណ៍រួម

១. រដ្ឋមន្ត្រីនៃប្រទេសទាំងពីរបានជួបប្រជុំគ្នា។

២. ភាគីទាំងពីរបានឯកភាពគ្នាបង្កើតគណៈកម្មការរួមមួយ។

ធ្វើនៅបាត់ដំបង ថ្ងៃទី ១៨ ខែធ្នូ ឆ្នាំ២០២៣"""),
    "ky": ("declaration", "2024-07-19", """Тоолуу шаарлардын декларациясы

Нарын шаары, 2024-жылдын 19-июлу

Мөңгүлөрдүн эришине тынчсызданып,

төмөнкүлөрдү жарыялайбыз:

1. Мөңгүлөргө байкоо жүргүзүү тармагын түзөбүз.

2. Өкмөттөрдү илимий изилдөөлөрдү колдоого чакырабыз."""),
    "lo": ("joint-statement", "2022-11-10", """ຖະແຫຼງການຮ່ວມ ວ່າດ້ວຍການຮ່ວມມືດ້ານປ່າໄມ້

ນະຄອນຫຼວງວຽງຈັນ, ວັນທີ 10 ພະຈິກ 2022

1. ສອງຝ່າຍໄດ້ຕີລາຄາສູງຕໍ່ການຮ່ວມມືດ້ານປ່າໄມ້.

2. ສອງຝ່າຍເຫັນດີສ້າງຕັ້ງຄະນະກຳມະການຮ່ວມ."""),
    "mn": ("memorandum", "2022-09-14", """Агаарын чанарын тухай ХАРИЛЦАН ОЙЛГОЛЦЛЫН САНАМЖ БИЧИГ

Талууд дараах зүйлийг харилцан тохиролцов.

1. Талууд агаарын чанарын мэдээллийг тогтмол солилцоно.

2. Талууд жил бүр мэргэжилтнүүдийн уулзалт зохион байгуулна.

2022 оны 9 дүгээр сарын 14-ний өдөр Дархан хотноо үйлдэв."""),
    "my": ("joint-statement", "2019-06-05", """မြစ်ထိန်းသိမ်းရေးဆိုင်ရာ ပူးတွဲကြေညာချက်

၂၀၁၉ ခုနှစ် ဇွန်လ ၅ ရက်

၁။ မြစ်ရေအရည်အသွေးကို ပုံမှန်တိုင်းတာရန် တောင်းဆိုပါသည်။

၂။ မြစ်ကမ်းပါး သစ်ပင်စိုက်ပျိုးရေးကို ထောက်ခံပါသည်။"""),
    "ne": ("memorandum", "2022-05-16", """सीमा नदी व्यवस्थापन सम्बन्धी समझदारी पत्र

पक्षहरूले देहायका विषयमा सहमति गरेका छन् :

१. पक्षहरूले बाढीसम्बन्धी सूचना आदानप्रदान गर्नेछन् ।

२. पक्षहरूले वर्षमा दुई पटक बैठक गर्नेछन् ।

यो समझदारी पत्र १६ मे २०२२ मा पोखरामा हस्ताक्षर गरियो ।"""),
    "so": ("joint-statement", "2023-10-12", """BAYAAN WADAJIR AH OO KU SAABSAN BADDA

Kismaayo, 12 Oktoobar 2023

Wasiirada kalluumaysiga ee labada dal waxay isla qaateen qodobadan:

1. In la xoojiyo ilaalinta badda ee labada dal.

2. In la sameeyo guddi wadajir ah."""),
    "sq": ("resolution", "2021-03-25", """REZOLUTË PËR MBROJTJEN E LIQENIT

Duke marrë parasysh vlerën e liqenit për të gjithë,

vendos:

1. Të mbështesë nismën për një park të përbashkët.

2. Të kërkojë nga qeveria raportim çdo vit.

Miratuar në Pogradec, 25 mars 2021"""),
    "ta": ("resolution", "2021-07-12", """நதியைப் பாதுகாப்பது குறித்த தீர்மானம்

நாள்: 12 ஜூலை 2021

மன்றம் பின்வருமாறு தீர்மானிக்கிறது:

1. நதிக்கரையில் கழிவுகளைக் கொட்டுவது தடை செய்யப்படுகிறது.

2. மாநில அரசு நிதி ஒதுக்குமாறு கேட்டுக்கொள்ளப்படுகிறது."""),
    "tg": ("joint-statement", "2021-11-27", """ИЗҲОРОТИ МУШТАРАК ОИД БА ОБ

Панҷакент, 27 ноябри соли 2021

Бо назардошти аҳамияти об тарафҳо изҳор медоранд:

1. Тарафҳо мулоқотҳои доимиро идома медиҳанд.

2. Тарафҳо аз лоиҳаҳои муштарак дастгирӣ мекунанд."""),
    "th": ("joint-statement", "2023-10-19", """แถลงการณ์ร่วมว่าด้วยแม่น้ำ

๑๙ ตุลาคม ๒๕๖๖

๑. ทั้งสองฝ่ายเห็นพ้องที่จะแลกเปลี่ยนข้อมูลเกี่ยวกับคุณภาพน้ำ

๒. ทั้งสองฝ่ายจะจัดตั้งคณะกรรมการร่วม"""),
    "tk": ("joint-statement", "2021-08-04", """SUW SERIŞDELERI BARADA BILELIKDÄKI BEÝANNAMA

Daşoguz şäheri, 2021-nji ýylyň 4-nji awgusty

1. Taraplar medeni gatnaşyklary ösdürmek barada ylalaşdylar.

2. Taraplar suw serişdelerini rejeli peýdalanmagyň wajypdygyny nygtadylar."""),
    "tl": ("resolution", "2021-02-08", """RESOLUSYON NA NANANAWAGAN SA PANGANGALAGA NG LAWA

Sapagkat ang lawa ay pinagkukunan ng kabuhayan ng mga tao;

Pinagpapasyahan na manawagan sa pamahalaan na maglaan ng pondo para sa lawa.

Pinagtibay ngayong ika-8 ng Pebrero 2021 sa Batangas."""),
    "ur": ("joint-communique", "2022-03-03", """ریلوے رابطے کے بارے میں مشترکہ اعلامیہ

کوئٹہ، 3 مارچ 2022ء

1۔ دونوں رہنماؤں نے ریلوے منصوبے کی اہمیت پر زور دیا۔

2۔ فریقین نے ایک مشترکہ ورکنگ گروپ قائم کرنے پر اتفاق کیا۔"""),
    "uz": ("joint-statement", "2024-02-08", """ATROF-MUHIT VAZIRLARINING QOʻSHMA BAYONOTI

Namangan shahri, 2024-yil 8-fevral

Vazirlar quyidagilarni bayon qiladilar:

1. Tomonlar suv sifati toʻgʻrisidagi maʼlumotlarni har oy almashadilar.

2. Tomonlar qoʻshma ekspeditsiyalar oʻtkazishga kelishib oldilar."""),
}  # fmt: skip


def facts(text: str) -> tuple[str, str, str | None]:
    """Return the primary language, the kind and the day that the reader finds in a text."""
    declaration = communique.read(text.encode()).require()
    day = declaration.date.value if declaration.date else None
    return declaration.language.partition("-")[0], declaration.kind, day


def test_language_kind_and_day_of_a_small_document_are_found() -> None:
    found = {tag: facts(text) for tag, (_, _, text) in DOCUMENTS.items()}
    expected = {tag: (tag, kind, day) for tag, (kind, day, _) in DOCUMENTS.items()}
    assert found == expected
