// The statuses of commitments: an authority's own words, each with which kind it is.
import { sqliteTables } from "../../db/tables.ts";
import { pageOf } from "../page.ts";
import { noun } from "./noun.ts";

export const commitmentStatusNoun = noun(
  sqliteTables.commitmentStatus,
  "CommitmentStatus",
  {
    description: "How firm a commitment is, in the authority's own words.",
    input: { description: "A status as its officer states it." },
    said: "status",
  },
  {
    id: "Identifies the status in Tabled.",
    authorityId: "The authority whose words they are.",
    position: "Its place in the order of the authority's statuses.",
    name: { description: "The status in the authority's own words, as tables print it.", label: "Status", placeholder: "At Design Authority" },
    kind: { description: "Which of five kinds it is. It changes no figure.", label: "Which is", beside: true },
  },
);

export const CommitmentStatus = commitmentStatusNoun.object();
export type CommitmentStatus = InstanceType<typeof CommitmentStatus>;

export const CommitmentStatusPage = pageOf(CommitmentStatus, "CommitmentStatusPage", "statuses");
