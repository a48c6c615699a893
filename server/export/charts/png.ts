// A chart as a picture, with a font of our own so that it is the same from every machine.
import { createRequire } from "node:module";
import { renderAsync } from "@resvg/resvg-js";

const fontOf = (weight: string) => createRequire(import.meta.url).resolve(`@expo-google-fonts/open-sans/${weight}/OpenSans_${weight}.ttf`);
/** Latin with Welsh, Greek, Cyrillic and Hebrew. For other letters, and for emoji, the machine's own fonts are looked through; what none has is a box. */
const fontFiles = [fontOf("400Regular"), fontOf("600SemiBold")];
const ownLetters = /^[\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}£€–—‘’“”…‹›·×÷±≥≤≠°\u{a0}]*$/u;

/** `scale` is how many points a pixel of the SVG has each way: 2 is sharp on paper. */
export async function pngOf(svg: string, scale = 2): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: "zoom", value: scale },
    background: "#ffffff",
    font: { fontFiles, loadSystemFonts: !ownLetters.test(svg), defaultFontFamily: "Open Sans", sansSerifFamily: "Open Sans" },
  });
  return image.asPng();
}
