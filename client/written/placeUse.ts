// Written by `npm run schema` from schema/nouns. Change a noun's declaration there, and run it again.
import { describe } from "../forms/describe.ts";
import { graphql } from "../data/graphql.ts";

export const placeUseForm = describe("PlaceUseInput", "placeuse", {
  id: { kind: "choice" },
  userId: { kind: "choice", label: "Used by" },
  buyer: { kind: "words", label: "Buyer", width: "90px", when: {"userId":"missing"} },
  hostId: { kind: "choice", needed: true, label: "In places of" },
  places: { kind: "count", needed: true, label: "Places", width: "52px" },
  startsOn: { kind: "day", needed: true, label: "From", width: "128px" },
  endsOn: { kind: "day", needed: true, label: "To", width: "128px" },
});

/** What the form reads of one that is stored. */
export const placeUseStored = graphql(`fragment PlaceUseStored on PlaceUse @_unmask { id userId buyer hostId places startsOn endsOn }`);
