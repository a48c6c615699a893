// What a form has to describe: a column of its input that is forgotten, or typed as what it is not, is no TypeScript.
import { describe, expect, test } from "vitest";
import { describe as form } from "../../client/forms/describe.ts";
import type { Opening, WholeInput } from "../../client/forms/input.ts";
import { merged } from "../../client/forms/merged.ts";

describe("A described form", () => {
  test("has every column of its input, each typed as what it is", () => {
    const whole = form("MonitoringSettingsInput", "settings", {
      varianceSign: { kind: "choice", needed: true },
      toleranceShare: { kind: "percent" },
      tolerancePence: { kind: "pence" },
    });
    expect(Object.keys(whole.fields)).toEqual(["varianceSign", "toleranceShare", "tolerancePence"]);

    // @ts-expect-error tolerancePence is forgotten: each save would erase it.
    form("MonitoringSettingsInput", "settings", { varianceSign: { kind: "choice", needed: true }, toleranceShare: { kind: "percent" } });
    // @ts-expect-error An amount is no text that the page could read itself.
    form("MonitoringSettingsInput", "settings", { varianceSign: { kind: "choice", needed: true }, toleranceShare: { kind: "percent" }, tolerancePence: { kind: "words" } });
    // @ts-expect-error What the schema needs is needed in the form.
    form("MonitoringSettingsInput", "settings", { varianceSign: { kind: "choice" }, toleranceShare: { kind: "percent" }, tolerancePence: { kind: "pence" } });
    const period = { name: { kind: "words", needed: true }, startsOn: { kind: "day", needed: true }, endsOn: { kind: "day", needed: true } } as const;
    const money = { costPence: { kind: "pence", needed: true }, administrationPence: { kind: "pence" } } as const;
    // @ts-expect-error A column of a list is forgotten: who paid it.
    form("SettlementPeriodInput", "period", { ...period, ...money, upFront: { kind: "list", fields: { amountPence: { kind: "pence", needed: true } } } });
  });

  test("opens with every column, and sends every column, of its parts too", () => {
    const settings: WholeInput<"MonitoringSettingsInput"> = { varianceSign: "PLUS", toleranceShare: null, tolerancePence: null };
    // @ts-expect-error A column that is left out would be erased.
    const less: WholeInput<"MonitoringSettingsInput"> = { varianceSign: "PLUS", toleranceShare: null };
    const period = { name: "Quarter 1", startsOn: null, endsOn: null, costPence: null, administrationPence: null };
    const opening: Opening<"SettlementPeriodInput"> = { ...period, upFront: [{ partnerId: "one", amountPence: null }] };
    // @ts-expect-error Nor of a row of a list.
    const short: Opening<"SettlementPeriodInput"> = { ...period, upFront: [{ partnerId: "one" }] };
    expect([settings, less, opening, short]).toHaveLength(4);
  });
});

describe("What was typed, put on top of what another changed", () => {
  const base = { name: "Block", places: "35", "items[0].name": "Grant", "items[0].amountPence": "10" };

  test("keeps what was typed, and takes what was not", () => {
    expect(merged({ ...base, places: "36" }, base, { ...base, name: "Block of homes" })).toEqual({ ...base, places: "36", name: "Block of homes" });
  });

  test("takes a list as a whole", () => {
    const now = { ...base, "items[1].name": "Cost", "items[1].amountPence": "5" };
    expect(merged({ ...base, places: "36" }, base, now)).toEqual({ ...now, places: "36" });
    expect(merged({ ...base, "items[0].amountPence": "11" }, base, now)).toEqual({ ...base, "items[0].amountPence": "11" });
  });
});
