// Which columns of a file are commitments: amounts by year, or a price and places.
import { ChoiceField } from "../shell/fields.tsx";
import { furtherFields } from "./furtherFields.ts";
import { ColumnField, type Entries, UnitField, withHeld, YearColumns } from "./MappingFields.tsx";
import { columnsByField, textAt, withEntry, yearsOf } from "./mapping.ts";

export function CommitmentFields({ years, statuses, ...entries }: Entries & { years: readonly string[]; statuses: readonly string[] }) {
  const { map, set, refusedOf } = entries;
  const statusIs = textAt(map, "statusIs");
  const priced = textAt(map, "weeklyPrice") !== "";
  const byYear = Object.keys(yearsOf(map)).length > 0;
  return (
    <>
      <ColumnField {...entries} entry="name" label="Name" none="Choose a column" hint="A commitment that already has this name is revised." />
      <div className="pair">
        <ColumnField {...entries} entry="status" label="Status" />
        <ChoiceField
          label="Or all of them are"
          value={statusIs}
          choices={[["", "As recorded; new: proposed"], ...withHeld(statuses, statusIs).map((each): [string, string] => [each, each])]}
          onChange={(value) => set("statusIs", value)}
          refused={refusedOf("statusIs")}
        />
      </div>
      <ColumnField {...entries} entry="provider" label="Provider" />
      <FurtherColumns {...entries} />
      {!priced && <YearColumns {...entries} years={years} />}
      {!priced && <UnitField {...entries} />}
      {!byYear && (
        <>
          <div className="pair">
            <ColumnField {...entries} entry="weeklyPrice" label={priced ? "Price of a place a week" : "Or the price of a place a week"} />
            <ColumnField {...entries} entry="places" label="Places" />
          </div>
          <div className="pair">
            <ColumnField {...entries} entry="startsOn" label="From its first day" />
            <ColumnField {...entries} entry="endsOn" label="To its last day" />
          </div>
        </>
      )}
      {priced && (
        <div className="pair">
          <ChoiceField
            label="Weeks in a year"
            value={textAt(map, "weeksPerYear") || "365/7 weeks"}
            choices={withHeld(["365/7 weeks", "52 weeks", "52.14 weeks", "actual days / 7"], textAt(map, "weeksPerYear")).map((each): [string, string] => [each, each])}
            onChange={(value) => set("weeksPerYear", value === "365/7 weeks" ? undefined : value)}
            refused={refusedOf("weeksPerYear")}
          />
          <ChoiceField
            label="A part of a year counts"
            value={textAt(map, "partYear") || "by days"}
            choices={withHeld(["by days", "by months"], textAt(map, "partYear")).map((each): [string, string] => [each, each])}
            onChange={(value) => set("partYear", value === "by days" ? undefined : value)}
            refused={refusedOf("partYear")}
          />
        </div>
      )}
    </>
  );
}

/** A column for each text of a commitment that has no entry of its own. */
function FurtherColumns({ map, columns, set, refusedOf }: Entries) {
  const chosen = columnsByField(map);
  return furtherFields.map(([name, label]) => (
    <ColumnField
      key={name}
      map={chosen}
      columns={columns}
      set={(entry, column) => set("fields", withEntry(chosen, entry, column))}
      refusedOf={(entry) => refusedOf(`fields.${entry}`)}
      entry={name}
      label={label}
    />
  ));
}
