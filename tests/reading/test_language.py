import subprocess
import sys

import pytest

from graph.reading.language import foreign_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Paris et Berlin renforcent leur coopération en matière de défense"),
        ("German", "Bundesrat genehmigt Abkommen mit der EU"),
        ("Spanish", "Argentina anuncia su salida de la OMS"),
        ("Portuguese", "O Brasil e a China assinaram nesta quarta-feira 37 acordos de cooperação."),
        ("Italian", "Il ministro degli Esteri vola a Tunisi per incontrare il suo omologo"),
        ("Dutch", "Kabinet stuurt extra hulp naar Oekraïne"),
        ("Norwegian", "Norge og Storbritannia har signert en avtale om fregatter, opplyser regjeringen."),
        ("Swedish", "Sverige och Finland undertecknade på tisdagen ett avtal om försvarssamarbete."),
        ("Polish", "Polska i Ukraina podpisały we wtorek porozumienie o współpracy w dziedzinie obronności."),
        ("Turkish", "Dışişleri Bakanı Fidan Bağdat'ı ziyaret etti"),
        ("Indonesian", "Pemerintah menandatangani nota kesepahaman tentang perlindungan pekerja migran."),
        ("Swahili", "Kenya na Tanzania zimetia saini mkataba wa ushirikiano wa kibiashara jijini Nairobi."),
        ("Vietnamese", "Việt Nam và Nhật Bản ký bản ghi nhớ hợp tác quốc phòng tại Hà Nội."),
        ("Russian", "Путин встретился с президентом Казахстана"),
        ("Ukrainian", "Україна та Польща підписали угоду про співпрацю у сфері безпеки."),
        ("Arabic", "وقعت مصر والسعودية مذكرة تفاهم في مجال الطاقة."),
        ("Persian", "ایران و عراق تفاهم‌نامه همکاری امنیتی امضا کردند."),
        ("Hindi", "भारत और नेपाल ने समझौता ज्ञापन पर हस्ताक्षर किए।"),
        ("Chinese", "中国与俄罗斯签署谅解备忘录，加强两国经贸合作。"),
        ("Japanese", "日本とフィリピンは防衛協力に関する覚書に署名した。"),
        ("Korean", "한국과 베트남은 양해각서를 체결했다."),
        ("Greek", "Η Ελλάδα και η Κύπρος υπέγραψαν μνημόνιο συνεργασίας."),
    ],
)
def test_another_language_is_named(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Iran, Iraq sign security pact",
        "Japan, Philippines sign defense pact",
        "Sultan Qaboos of Oman dies",
        "Malagasy president appoints new prime minister",
        "Macron hosts Abiy in Paris",
        "Brasília, Montevideo ink energy MoU",
        "France names Sébastien Lecornu defence minister",
        "- Bulgarian President Rumen Radev\n- Czech Prime Minister Petr Fiala",
        "Niger, Mali, Burkina Faso quit ECOWAS",
        "Xi Jinping arrives in Hanoi",
        "Prime Minister Narendra Modi holds talks in Thimphu",
        "Zelenskyy: Kyiv needs Patriots",
        "Monday, October 14, 2019",
        "G7",
        "2024-07-06",
        "",
    ],
)
def test_short_english_is_not_taken_for_another_language(text: str) -> None:
    assert foreign_language(text) is None


def test_an_english_text_with_a_foreign_quotation_is_english() -> None:
    text = "“Les deux pays ont signé un accord ce mardi,” the minister wrote. The deal has been sought."
    assert foreign_language(text) is None


def test_a_foreign_text_with_an_english_name_in_it_is_foreign() -> None:
    text = (
        "La secrétaire générale de l'organisation a reçu mardi les représentants de la « Coalition for the "
        "Future » avant de s'envoler pour Dakar, où elle doit rencontrer le chef de l'État sénégalais. Les "
        "deux parties discuteront d'un accord de pêche qui a expiré l'an dernier."
    )
    assert foreign_language(text) == "French"


def test_plain_english_does_not_load_the_model() -> None:
    script = (
        "import sys; from graph.reading.language import foreign_language as f; "
        "f('The ministers of Peru and Chile met in Lima and agreed to reopen the border.'); "
        "sys.exit('py3langid' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_importing_reading_loads_nothing_heavy() -> None:
    heavy = "{'trafilatura', 'py3langid', 'numpy', 'babel', 'yaml', 'charset_normalizer', 'lxml'}"
    script = f"import sys; import graph.reading; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
