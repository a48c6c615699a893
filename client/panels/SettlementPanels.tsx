// The panels of a settlement: a period and what was paid for it, the places used, a member's statement, and the issuing of all of them.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { issueStatements, type Partnership, type Period, type PlaceUse, placeUsesQuery, recordPlaceUses, type Statement, writePeriod } from "../documents/partnership.ts";
import { daySaid, momentSaid, poundsFromPence } from "../format.ts";
import { ask } from "../graphql.ts";
import { newKey } from "../newKey.ts";
import { readSeen } from "../seen.ts";
import { Form } from "../shell/Form.tsx";
import { refusalOf, TextField } from "../shell/fields.tsx";
import { type FormRow, RowsField } from "../shell/RowsField.tsx";
import { useWrite } from "../shell/useWrite.ts";
import { orNull, penceAsPounds, poundsAsPence } from "../typed.ts";
import { closePanel, Panel } from "./Panel.tsx";

interface OfPartnership {
  partnership: Partnership;
  onWritten: (batchId: string, said: string) => void;
}

export function PeriodPanel({ partnership, period, seen, onWritten }: OfPartnership & { period: Period | null; seen: number }) {
  const [seenAt] = useState(seen);
  const [form, setForm] = useState({
    name: period?.name ?? "",
    startsOn: period?.startsOn ?? "",
    endsOn: period?.endsOn ?? "",
    costPence: penceAsPounds(period?.costPence),
    administrationPence: penceAsPounds(period?.administrationPence),
  });
  const [upFront, setUpFront] = useState<FormRow[]>(() =>
    partnership.partners
      .filter((partner) => partner.shares)
      .map(({ id, name }) => ({ partnerId: id, name, amountPence: penceAsPounds(period?.upFront.find((each) => each.partnerId === id)?.amountPence) })),
  );
  const writing = useWrite();
  const { refused, run } = writing;
  const field = (key: keyof typeof form) => ({
    value: form[key],
    onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })),
    refused: refusalOf(refused, key),
  });

  async function save() {
    const input = {
      name: form.name,
      startsOn: form.startsOn,
      endsOn: form.endsOn,
      costPence: poundsAsPence(form.costPence),
      administrationPence: form.administrationPence.trim() === "" ? 0 : poundsAsPence(form.administrationPence),
      upFront: upFront.filter((row) => row.amountPence?.trim()).map((row) => ({ partnerId: row.partnerId ?? "", amountPence: poundsAsPence(row.amountPence ?? "") })),
    };
    const kept = await run(() => ask(writePeriod, { partnership: partnership.id, input, period: period?.id ?? null, seen: seenAt }));
    if (!kept) return;
    onWritten(kept.writeSettlementPeriod.batchId, period ? `Corrected ${form.name}.` : `Added ${form.name}.`);
    closePanel();
  }
  return (
    <Panel title={period ? period.name : "New period"}>
      <Form writing={writing} submit={period ? "Save" : "Add this period"} onSubmit={save}>
        {period?.issuedAt && (
          <p className="hint">Its statements were issued on {momentSaid(period.issuedAt)} and stay as they are. What you correct here goes into the next ones.</p>
        )}
        <TextField label="Name" placeholder="Quarter 1, 2026/27" autoFocus={!period} {...field("name")} />
        <div className="pair">
          <TextField label="From" type="date" {...field("startsOn")} />
          <TextField label="To" type="date" {...field("endsOn")} />
        </div>
        <div className="pair">
          <TextField label="Paid to providers, £" {...field("costPence")} />
          <TextField label="Administration, £" {...field("administrationPence")} />
        </div>
        <h3>Paid ahead, £</h3>
        <div className="paid-ahead">
          {upFront.map((row, at) => (
            <TextField
              key={row.partnerId}
              label={row.name ?? ""}
              value={row.amountPence ?? ""}
              onChange={(amountPence) => setUpFront((before) => before.map((each, index) => (index === at ? { ...each, amountPence } : each)))}
              refused={refusalOf(refused, `upFront[${at}].amountPence`)}
            />
          ))}
        </div>
      </Form>
    </Panel>
  );
}

export function UsesPanel({ authority, partnership, onWritten }: OfPartnership & { authority: string }) {
  const read = useInfiniteQuery({
    queryKey: ["placeUses", partnership.id],
    queryFn: ({ pageParam }) => readSeen(authority, () => ask(placeUsesQuery, { partnership: partnership.id, after: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last.placeUses.hasNextPage ? last.placeUses.endCursor : null),
    gcTime: 0,
  });
  const held = read.data?.pages.flatMap((page) => page.placeUses.nodes);
  if (!held) return <Panel title="Places used">{<p className="quiet-text">{read.error?.message ?? "Reading…"}</p>}</Panel>;
  return (
    <UsesForm
      // Further uses, once they are read, belong into the same form.
      key={held.length}
      partnership={partnership}
      held={held}
      seen={read.data?.pages[0]?.seen ?? 0}
      more={read.hasNextPage ? () => read.fetchNextPage() : null}
      onWritten={onWritten}
    />
  );
}

function UsesForm({ partnership, held, seen, more, onWritten }: OfPartnership & { held: PlaceUse[]; seen: number; more: (() => void) | null }) {
  const [rows, setRows] = useState<FormRow[]>(() =>
    held.map((use) => ({
      id: use.id,
      userId: use.userId ?? "",
      buyer: use.buyer ?? "",
      hostId: use.hostId,
      places: String(use.places),
      startsOn: use.startsOn,
      endsOn: use.endsOn,
    })),
  );
  const [seenAt] = useState(seen);
  const writing = useWrite();
  const { refused, run } = writing;
  const members = partnership.partners.map((partner): [string, string] => [partner.id, partner.name]);

  async function save() {
    const kept = await run(() =>
      ask(recordPlaceUses, {
        partnership: partnership.id,
        uses: rows.map((row) => ({
          id: orNull(row.id ?? ""),
          userId: orNull(row.userId ?? ""),
          buyer: row.userId ? null : orNull(row.buyer ?? ""),
          hostId: row.hostId ?? "",
          places: Number(row.places || Number.NaN),
          startsOn: row.startsOn ?? "",
          endsOn: row.endsOn ?? "",
        })),
        removed: held.filter((use) => !rows.some((row) => row.id === use.id)).map((use) => use.id),
        seen: seenAt,
        key: newKey(),
      }),
    );
    if (!kept) return;
    onWritten(kept.recordPlaceUses.batchId, "Recorded the places used.");
    closePanel();
  }
  return (
    <Panel title="Places used" wide>
      <Form writing={writing} submit="Record these uses" onSubmit={save}>
        <p className="hint">How many places were used, by whom, from which day to which. Nothing of any child is held. An outside buyer is named where no member is chosen.</p>
        <RowsField
          label="Uses"
          columns={[
            { key: "userId", label: "Used by", kind: "choice", choices: [...members, ["", "An outside buyer"]] },
            { key: "buyer", label: "Buyer", width: "90px" },
            { key: "hostId", label: "In places of", kind: "choice", choices: members },
            { key: "places", label: "Places", kind: "number", width: "52px" },
            { key: "startsOn", label: "From", kind: "date", width: "128px" },
            { key: "endsOn", label: "To", kind: "date", width: "128px" },
          ]}
          rows={rows}
          onChange={setRows}
          path="uses"
          refused={refused}
          add="Add a use"
        />
        {more && (
          <button type="button" onClick={more}>
            Show more uses
          </button>
        )}
      </Form>
    </Panel>
  );
}

export function StatementPanel({ statement }: { statement: Statement }) {
  return (
    <Panel title={statement.title} wide>
      <div className="statement">
        <p className="quiet-text">{statement.issued ? "As issued." : "A draft: its period's statements have not been issued."}</p>
        <table>
          <tbody>
            {statement.lines.map((line) => (
              <tr key={line.words}>
                <td>
                  {line.words}
                  {line.workings && line.workings !== "as entered" && <span className="workings">= {line.workings}</span>}
                </td>
                <td className="figure">{line.pence === null ? "" : bracketed(line.pence)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{statement.sentence}</th>
              <td className="figure">{bracketed(statement.balancePence)}</td>
            </tr>
          </tfoot>
        </table>
        <p className="hint">Brackets are to the member's credit.</p>
      </div>
    </Panel>
  );
}

function bracketed(pence: number): string {
  return pence < 0 ? `(${poundsFromPence(-pence)})` : poundsFromPence(pence);
}

export function IssuePanel({ period, partnership, seen, onWritten }: OfPartnership & { period: Period; seen: number }) {
  const [seenAt] = useState(seen);
  const writing = useWrite();
  async function issue() {
    const kept = await writing.run(() => ask(issueStatements, { period: period.id, seen: seenAt }));
    if (!kept) return;
    onWritten(kept.issueStatements.batchId, `Issued the statements of ${period.name}.`);
    closePanel();
  }
  return (
    <Panel title={`Issue ${period.name}`}>
      <Form writing={writing} submit={`Issue ${partnership.partners.length} statements`} onSubmit={issue}>
        <p>
          The statements of {period.name}, {daySaid(period.startsOn)} to {daySaid(period.endsOn)}, are kept as they are now.
        </p>
        <p>This cannot be taken back. What is corrected later goes into the statements of the next period, as an adjustment.</p>
      </Form>
    </Panel>
  );
}
