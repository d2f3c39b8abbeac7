// Contrast of two colours after WCAG 2.2, from oklch() as it stands in tokens.css. For the test beside it.

export interface Oklch {
  lightness: number;
  chroma: number;
  hue: number;
}

export interface Token {
  light: Oklch;
  dark: Oklch;
}

const COLOUR = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const TOKEN = new RegExp(String.raw`--([\w-]+): light-dark\(${COLOUR}, ${COLOUR}\);`, "g");

/** The colours of a style sheet that have one opaque value for light and one for dark. */
export function readTokens(css: string): Map<string, Token> {
  const tokens = new Map<string, Token>();
  for (const [, name = "", ...numbers] of css.matchAll(TOKEN)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers.map(Number);
    tokens.set(name, {
      light: { lightness: a, chroma: b, hue: c },
      dark: { lightness: d, chroma: e, hue: f },
    });
  }
  return tokens;
}

/** Between 1 (the same) and 21 (black on white). */
export function contrast(a: Oklch, b: Oklch): number {
  const [brighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** Whether a screen of the sRGB kind can show it; what it cannot show it replaces by something else. */
export function inGamut(colour: Oklch): boolean {
  return linearRgb(colour).every((channel) => channel > -0.001 && channel < 1.001);
}

function luminance(colour: Oklch): number {
  const [red, green, blue] = linearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel))) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Rgb = [number, number, number];

// B. Ottosson, "A perceptual color space for image processing" (2020): OKLab to linear sRGB.
function linearRgb({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
