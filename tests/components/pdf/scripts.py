"""Names in 25 scripts and in letters that no font can have, and the font that draws each."""

# What the font is called in a document, and a name that groups, wards or orders may have.
SCRIPTS = {
    "arabic": ("NotoSansArabic", "مركز الشباب في نيوبورت"),
    "urdu": ("NotoSansArabic", "نیوپورٹ کا مرکز"),
    "hindi": ("NotoSansDevanagari", "न्यूपोर्ट युवा केंद्र क्ष"),
    "bengali": ("NotoSansBengali", "নিউপোর্ট যুব কেন্দ্র"),
    "panjabi": ("NotoSansGurmukhi", "ਨਿਊਪੋਰਟ ਕੇਂਦਰ"),
    "gujarati": ("NotoSansGujarati", "ન્યુપોર્ટ કેન્દ્ર"),
    "odia": ("NotoSansOriya", "ନ୍ୟୁପୋର୍ଟ"),
    "tamil": ("NotoSansTamil", "நியூபோர்ட் மையம்"),
    "telugu": ("NotoSansTelugu", "న్యూపోర్ట్ కేంద్రం"),
    "kannada": ("NotoSansKannada", "ನ್ಯೂಪೋರ್ಟ್ ಕೇಂದ್ರ"),
    "malayalam": ("NotoSansMalayalam", "ന്യൂപോർട്ട് കേന്ദ്രം"),
    "sinhala": ("NotoSansSinhala", "නිව්පෝට් මධ්‍යස්ථානය"),
    "thai": ("NotoSansThai", "ศูนย์เยาวชน นิวพอร์ต"),
    "lao": ("NotoSansLao", "ສູນຊາວໜຸ່ມ"),
    "khmer": ("NotoSansKhmer", "មជ្ឈមណ្ឌលយុវជន"),
    "myanmar": ("NotoSansMyanmar", "လူငယ်စင်တာ"),
    "chinese": ("DroidSansFallback", "纽波特青年中心 紐波特青年中心"),
    "japanese": ("DroidSansFallback", "ニューポート青年センター"),
    "korean": ("MilltirHangul", "뉴포트 청소년 센터"),
    "hebrew": ("NotoSansHebrew", "מרכז נוער ניופורט"),
    "georgian": ("NotoSansGeorgian", "ახალგაზრდული ცენტრი"),
    "armenian": ("NotoSansArmenian", "Երիտասարդական կենտրոն"),
    "amharic": ("NotoSansEthiopic", "የወጣቶች ማዕከል"),
    "thaana": ("NotoSansThaana", "ޒުވާނުންގެ މަރުކަޒު"),
    "emoji": ("NotoEmoji", "Caffi ☕ 👩‍👩‍👧 ❤️ 👍🏽"),
    "greek": ("SourceSansPro", "Κέντρο Νεότητας"),
    "ukrainian": ("SourceSansPro", "Молодіжний центр"),
    "vietnamese": ("SourceSansPro", "Trung tâm thanh niên Phường Đống"),
}
# What is drawn in place of letters that no font has, or that would hide or reverse others.
STRANGE = {
    "flags": ("🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧", "🏴 GB"),
    "composed": ("Cafe\u0301 מ\u05b8", "Caf\u00e9 מ\u05b8"),
    "control": ("a\x00b\tc\x1b[0m\u2028d", "a b c [0m d"),
    "hidden": ("g\u202enol\u2066x\u200b\u00ady\ufeffz\U000e0041", "gnolxyz"),
    "private": ("a\ue000b\U000f0000", "a□b□"),
    "halves": ("a\ud83d\ude00b\ud800c\udc00", "a😀b□c□"),
    "no letters": ("a\ufffeb\U0010ffff\u0378", "a□b□□"),
    "plain at heart": ("𝓖𝓻𝓸𝓾𝓹 𝟏𝟐", "Group 12"),
    "piled up": ("e\u0301\u0301\u0301\u0301\u0301\u0301מ", "\u00e9\u0301\u0301\u0301מ"),
    "marks alone": ("\u05b8 \u0301מ", "□ □מ"),
    "rare": ("𒀀 ꙮ ᚠ", "□ □ □"),
    "joiners": ("a\u200db\u200c ക\u200dഷ נ\u200d", "ab ക\u200dഷ נ"),
}
LONG = "Ysgol" * 200
EVERY = {**{key: name for key, (_, name) in SCRIPTS.items()}} | {
    key: name for key, (name, _) in STRANGE.items()
}
