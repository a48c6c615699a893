// The query language's own sentences on a refused value, in the words of whoever filled in the form that sent it.

/** What is needed where nothing came, by the kind of the field: a list, an input and an enum have names of their own. */
const needed: Record<string, string> = {
  Pence: "An amount is needed here.",
  Decimal: "A number is needed here.",
  Int: "A whole number is needed here.",
  Float: "A number is needed here.",
  Day: "A day is needed here.",
  FinancialYear: "A financial year is needed here.",
  String: "This cannot be left empty.",
  Boolean: "Say yes or no here.",
  DataVersion: "The version of the data that this was read at is needed here.",
};

function need(type: string): string {
  if (type.startsWith("[")) return "At least one is needed here.";
  const name = type.replace("!", "");
  return needed[name] ?? (name.endsWith("Input") ? "This is needed here, and was left out." : "A choice is needed here.");
}

/** A value as graphql prints it, as a sentence quotes it. */
const quoted = (printed: string) => `“${printed.replace(/^"|"$/g, "").slice(0, 60)}”`;
const meant = (suggested: string | undefined) => (suggested ? ` Did you mean ${suggested.replace(/^the enum value /, "").replace(/"(\w+)"/g, "“$1”")}?` : "");

const plain: [RegExp, (...found: string[]) => string][] = [
  [/^Expected non-nullable type "(.+)" not to be null\.$/, need],
  [/^Expected value of type "(.+)", found null\.$/, need],
  [/^Field "[\w.]+" of required type "(.+)" was not provided\.$/, need],
  [/^Variable "\$\w+" of (?:required|non-null) type "(.+)" (?:was not provided|must not be null)\.$/, need],
  [/^Field "(\w+)" is not defined by type "\w+"\.(?: Did you mean (.+)\?)?$/, (name, suggested) => `There is no field ${quoted(name as string)} here.${meant(suggested)}`],
  [/^Expected (?:value of )?type "\w+"(?: to be an object|, found .+)\.$/s, () => "This has parts, each by its name; something else was given."],
  [/^Int cannot represent non 32-bit signed integer value: (.+)$/s, (value) => `${quoted(value as string)} is too large a number for this.`],
  [/^Int cannot represent .*value: (.+)$/s, (value) => `${quoted(value as string)} is not a whole number. Type it in figures, as 10.`],
  [/^Float cannot represent .*value: (.+)$/s, (value) => `${quoted(value as string)} is not a number. Type it in figures, as 10.5.`],
  [/^Boolean cannot represent .*value: (.+)$/s, (value) => `${quoted(value as string)} is neither yes nor no.`],
  [/^(?:String|ID) cannot represent .*value: (.+)$/s, (value) => `${quoted(value as string)} is not text.`],
  [/^Value "(.*)" does not exist in "\w+" enum\.(?: Did you mean (.+)\?)?$/s, (value, suggested) => `${quoted(value as string)} is none of the choices here.${meant(suggested)}`],
  [
    /^Enum "\w+" cannot represent non-(?:enum|string) value: (.+?)\.(?: Did you mean (.+)\?)?$/s,
    (value, suggested) => `${quoted(value as string)} is none of the choices here.${meant(suggested)}`,
  ],
  [/^Too many errors processing variables/, () => "There are more errors in what was sent than can be listed. Correct those listed, and send it again."],
];

/** The sentence for people; one of Tabled's own is plain already. `Expected non-nullable type "Pence!" not to be null.` is "An amount is needed here." */
export function plainRefusal(sentence: string): string {
  for (const [form, said] of plain) {
    const found = form.exec(sentence);
    if (found) return said(...found.slice(1));
  }
  return sentence;
}
