// The JSON Schema of exported tables (2020-12), which every such file names and follows.

export const schemaPath = "/export/table.schema.json";

const text = (description: string) => ({ type: "string", description });
const textOrNull = (description: string) => ({ type: ["string", "null"], description });
const whole = (description: string, minimum = 0) => ({ type: "integer", minimum, description });
const listOf = (description: string, items: object) => ({ type: "array", description, items });

/** An object of just these members, each of which is there. */
function exactly(description: string, properties: Record<string, object>) {
  return { type: "object", description, properties, required: Object.keys(properties), additionalProperties: false };
}

const dataVersion = whole("The version of its authority's data that it was made from: it counts up with every change of its facts.");
const inFile = {
  $schema: { const: schemaPath, description: "This schema." },
  madeOn: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$", description: "The day on which the file was made, in England." },
};

const ofTable = {
  title: text("What the table is called."),
  address: text("Where the table is: its query in GraphQL and the arguments. Put behind /export/, with the format after the name, it gives this file again."),
  source: textOrNull("Where its facts come from."),
  unit: text("What its money is in: £, £000s or £m. A table without money says what else it holds."),
  dataVersion,
  labelHeading: text("What its rows' names stand under."),
  columns: listOf(
    "Its columns, in order.",
    exactly("A column.", {
      key: text("Stays the same from one reading to the next; of a financial year it is the year, 2023/24."),
      label: text("Its heading with its status: 2023/24 budget. No two columns have the same."),
      status: text("What its figures are: budget or draft; empty where there is nothing to say."),
      words: { type: "boolean", description: "True where its cells are words and not figures." },
      rated: { type: "boolean", description: "True where some of its figures have a rating." },
    }),
  ),
  notes: listOf(
    "Its notes, in order.",
    exactly("A note.", {
      number: whole("Its number, from 1, by which cells name it.", 1),
      text: text("What it says."),
      at: listOf("The first few cells that it is of: row, column. Empty for a note of the whole table.", { type: "string" }),
      cells: whole("How many cells it is of; 0 for a note of the whole table."),
    }),
  ),
  shorthands: listOf("The marks that stand where no figure does.", exactly("A mark.", { mark: text("As cells show it: [x]."), means: text("What it says: not available.") })),
  rows: listOf(
    "Its rows, in order.",
    exactly("A row.", {
      key: text("Stays the same from one reading of the table to the next."),
      kind: {
        enum: ["cost centre", "subtotal", "total", "commitment", "remaining", "heading", "line"],
        description: "What the row is; a heading stands over the rows below it and has no cells.",
      },
      level: whole("0 for a row of the table itself, 1 for a row within a group."),
      label: text("Its name."),
      status: textOrNull("Its status in words: of a commitment, of a term."),
      group: textOrNull("The headings that it stands under; null under none."),
      cells: listOf(
        "Its cells, one a column.",
        exactly("A cell.", {
          shown: text("As the table prints it: (1,399), 5.5%, [x]."),
          value: {
            type: ["string", "null"],
            pattern: "^-?\\d+(\\.\\d+)?$",
            description: "The number behind it, not rounded, as a decimal in its unit: -1399.09869 where (1,399) is shown, 0.055 where 5.5% is; null where there is none.",
          },
          unit: textOrNull("What the value is in: £, £000s or £m, share (of a percentage), percentage points, or what is counted; null where there is none."),
          rating: { enum: ["Green", "Amber", "Red", null], description: "How it stands to its target: met, within the tolerance, or not met; null where it has none." },
          notes: listOf("The numbers of the notes on it.", { type: "integer", minimum: 1 }),
        }),
      ),
    }),
  ),
};

const table = exactly("A table as it was made from one version of the data.", ofTable);

export const tableSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: schemaPath,
  title: "Exported tables",
  description: "What Tabled writes as .json: one table, or a report with its tables.",
  oneOf: [
    exactly("One table.", { ...inFile, ...ofTable }),
    exactly("A report: several tables in their author's order, all of one version of the data.", {
      ...inFile,
      title: text("The report's name."),
      dataVersion,
      tables: { type: "array", description: "Its tables.", minItems: 1, items: { $ref: "#/$defs/table" } },
    }),
  ],
  $defs: { table },
};
