// Figures as reports printed them outside their tables, with the workings that they ought to follow from.
import { wholes } from "./write/whole.ts";

export const figures = wholes({ table: "printedFigure", said: "figure", called: ({ reference }) => `the figure of ${reference}`, parts: {} });
