// A drawing as SVG: within a page, which gives it its heading and its colours; or as a file of its own, with title, source and colours.
import { renderToStaticMarkup } from "react-dom/server";
import type { Draw } from "./drawing.ts";
import { fileStyle, pageStyle } from "./style.ts";
import { lines } from "./words.ts";

const namespace = "http://www.w3.org/2000/svg";
const edge = 16;
const gap = 8;
const titleLine = 20;
const sourceLine = 15;

export interface Chart {
  svg: string;
  /** What its figures show, in sentences. */
  alt: string;
  /** In pixels. */
  width: number;
  height: number;
}

export function pageSvg(draw: Draw, width: number): Chart {
  const { height, alt, marks, opens } = draw({ width, inPage: true });
  const svg = renderToStaticMarkup(
    // What can be opened is read one by one, and a picture is read as one.
    <svg xmlns={namespace} className="drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role={opens ? "group" : "img"} aria-label={alt}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: it is our own, and quotes within it are to stay. */}
      <style dangerouslySetInnerHTML={{ __html: pageStyle }} />
      {marks}
    </svg>,
  );
  return { svg: inXml(svg), alt, width, height };
}

export interface About {
  title: string;
  source: string | null;
  dataVersion: number;
}

export function fileSvg(draw: Draw, width: number, { title, source, dataVersion }: About): Chart {
  const room = width - 2 * edge;
  const { height: drawn, alt, marks } = draw({ width: room, inPage: false });
  const head = lines(title, room, 15);
  const said = `${source ? `Source: ${source}. ` : ""}Tabled, version ${dataVersion} of the data.`;
  const foot = lines(said, room, 11);
  const top = edge + head.length * titleLine + gap;
  const below = top + drawn + gap;
  const height = below + foot.length * sourceLine + edge;
  const svg = renderToStaticMarkup(
    <svg xmlns={namespace} className="drawing" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img">
      <title>{title}</title>
      <desc>{`${alt} ${said}`}</desc>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: it is our own, and quotes within it are to stay. */}
      <style dangerouslySetInnerHTML={{ __html: fileStyle }} />
      <rect className="drawing-paper" x={0} y={0} width={width} height={height} />
      {head.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order.
        <text key={index} className="drawing-title" x={edge} y={edge + 12 + index * titleLine}>
          {line}
        </text>
      ))}
      <g transform={`translate(${edge} ${top})`}>{marks}</g>
      {foot.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order.
        <text key={index} className="drawing-source" x={edge} y={below + 12 + index * sourceLine}>
          {line}
        </text>
      ))}
    </svg>,
  );
  return { svg: inXml(svg), alt, width, height };
}

/** A text with what XML does not take, control characters and halves of letters, shown as missing. */
function inXml(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}");
}
