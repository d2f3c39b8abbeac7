"""Figures of the reports: calculated from counts, means and standard deviations, and printed in a report's own style."""

import math
import re

from content import FIGURE, figure

PLACE = re.compile(r"\{(?:([a-z]+) )?([^{}]+)\}")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER = re.compile(r"[−-]?\d+(?:,\d{3})+(?:[.·]\d+)?|[−-]?\d+(?:[.·]\d+)?")


def decimals(text):
    """How many digits stand after the point."""
    return len(text.partition(".")[2])


def p_words(value):
    """A p value as printed in a table."""
    if value < 0.001:
        return "<0.001"
    return f"{value:.3f}" if value < 0.1 else f"{value:.2f}"


def difference(args):
    """(difference, lower and upper limit, p value) of two means: m1 s1 n1 m2 s2 n2, normal approximation."""
    m1, s1, n1, m2, s2, n2 = (float(x) for x in args[:6])
    for mean, spread in ((m1, s1), (m2, s2)):
        if spread <= 0:
            raise SystemExit(f"no spread in {args}: {mean} ({spread})")
    error = math.sqrt(s1**2 / n1 + s2**2 / n2)
    d = m1 - m2
    return d, d - 1.96 * error, d + 1.96 * error, math.erfc(abs(d) / error / math.sqrt(2))


def plausible(args):
    """Refuses a mean and standard deviation that a quantity without negative values could hardly have."""
    mean, spread = float(args[0]), float(args[1])
    if not 0 < spread < 1.3 * mean:
        raise SystemExit(f"not plausible: mean {mean}, standard deviation {spread}")


def printed(match, style):
    """The words for one `{kind arguments}`; kinds without a name here are those of `content.figure`."""
    kind, args = match[1] or "", match[2].split()
    if kind == "np":
        a, n = (int(x) for x in args[0].split("/"))
        return f"{a} ({100 * a / n:.1f})"
    if kind == "npp":
        a, n = (int(x) for x in args[0].split("/"))
        return f"{a} ({100 * a / n:.1f}%)"
    if kind in ("trr", "tor", "trd"):
        words = figure(FIGURE.fullmatch(f"{{{kind[1:]} {match[2]}}}"))
        return re.sub(r"(?: percentage points)?, 95% CI (.*)", r" (\1)", words)
    if kind == "pv":
        value = p_words(_p(args))
        return value.replace("<", "< ") if value.startswith("<") else f"= {value}"
    if kind == "tp":
        return p_words(_p(args))
    if kind in ("md", "tmd"):
        d, low, high, _ = difference(args)
        places = decimals(args[0])
        words = f"{low:.{places}f} to {high:.{places}f}"
        return f"{d:.{places}f}, 95% CI {words}" if kind == "md" else f"{d:.{places}f} ({words})"
    if kind == "ms":
        plausible(args)
        return f"{args[0]} ± {args[1]}" if style.get("spread") == "±" else f"{args[0]} ({args[1]})"
    if kind == "se":
        error = f"{float(args[1]) / math.sqrt(int(args[2])):.{decimals(args[0]) + 1}f}"
        return f"{args[0]} ± {error}" if style.get("spread") == "±" else f"{args[0]} ({error})"
    if kind == "cim":
        mean, half = float(args[0]), 1.96 * float(args[1]) / math.sqrt(int(args[2]))
        places = decimals(args[0])
        return f"{args[0]} ({mean - half:.{places}f} to {mean + half:.{places}f})"
    return figure(FIGURE.fullmatch(match[0]))


def _p(args):
    """The p value of two proportions a/n b/m, or of two means."""
    if "/" not in args[0]:
        return difference(args)[3]
    (a, n), (b, m) = ([int(x) for x in arg.split("/")] for arg in args)
    pooled = (a + b) / (n + m)
    z = abs(a / n - b / m) / math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return math.erfc(z / math.sqrt(2))


def fill(text, style):
    """The text as printed: figures filled in, minus signs, dashes in ranges and the decimal sign of the journal."""
    text = PLACE.sub(lambda m: printed(m, style), text)
    text = re.sub(r"(?<![\w)])-(?=\d)", "−", text)
    if style.get("interval") == "–":
        text = re.sub(r"(?<![\d.,−])(\d[\d.,]*) to (?=\d)", r"\1–", text)
    if style.get("decimal") == "·":
        text = re.sub(r"(?<=\d)\.(?=\d)", "·", text)
    return text


def numbers(words):
    """The numbers that stand in printed words, as plain text, with those below a hundred that are written out."""
    found = []
    for match in re.finditer(rf"{NUMBER.pattern}|[A-Za-z]+(?:-[A-Za-z]+)?", words):
        token = match[0]
        if token[0].isalpha():
            first, _, second = token.lower().partition("-")
            if first in TENS and (not second or second in WORDS[1:10]):
                found.append(str(TENS[first] + (WORDS.index(second) if second else 0)))
            elif token.lower() in WORDS:
                found.append(str(WORDS.index(token.lower())))
            continue
        if token[0] in "−-" and match.start() and words[match.start() - 1].isalnum():
            token = token[1:]
        found.append(token.replace(",", "").replace("·", ".").replace("−", "-"))
    return found


def percent_of(percent, n):
    """People, from a percentage of a group; refused where the rounding of the percentage leaves more than one count."""
    half = 0.5 * 10 ** -decimals(percent)
    low, high = ((float(percent) + sign * half) * int(n) / 100 for sign in (-1, 1))
    fits = [k for k in range(int(n) + 1) if low <= k <= high]
    if len(fits) != 1:
        raise SystemExit(f"{percent}% of {n} can be any of {fits}")
    return str(fits[0]), f"{percent}% of {n}"


def minus(a, b):
    """The rest of a group."""
    return str(int(a) - int(b)), f"{a} − {b}"


def plus(*parts):
    """The sum of parts."""
    return str(sum(int(x) for x in parts)), " + ".join(parts)


def sd_of_se(error, n):
    """Standard deviation from the standard error of a mean."""
    return f"{float(error) * math.sqrt(int(n)):.1f}", f"{error} × √{n}"


def sd_of_interval(low, high, n):
    """Standard deviation from the 95% confidence interval of a mean (Cochrane Handbook, section 6.5.2.2)."""
    return f"{math.sqrt(int(n)) * (float(high) - float(low)) / 3.92:.1f}", f"√{n} × ({high} − {low}) / 3.92"


FORMULAS = {f.__name__: f for f in (percent_of, minus, plus, sd_of_se, sd_of_interval)}
