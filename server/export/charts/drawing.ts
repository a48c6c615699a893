// What a chart is before it is put on a page or into a file: its marks at a width, and what they say to whoever cannot see them.
import type { ReactElement } from "react";

export interface Drawing {
  /** In pixels. */
  readonly height: number;
  /** What its figures show, in sentences. */
  readonly alt: string;
  readonly marks: ReactElement;
  /** True where some marks can be opened on a page; each of those says what it opens. */
  readonly opens?: boolean;
}

/** Where a chart is drawn. */
export interface Room {
  /** In pixels. */
  readonly width: number;
  /** True on a page, where marks can be opened; false in a file. */
  readonly inPage: boolean;
}

export type Draw = (room: Room) => Drawing;
