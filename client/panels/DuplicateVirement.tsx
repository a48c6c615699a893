// A virement duplicated: the form of a new one with the same lines. What was kept never changes.
import { VirementForm, type VirementFormProps } from "../nouns/virement/MoveBudget.tsx";
import { useVirement } from "./useVirement.tsx";

export function DuplicateVirement({ id, ...props }: Omit<VirementFormProps, "from" | "like"> & { id: string }) {
  const { virement, missing } = useVirement(props.authority, id);
  return virement ? <VirementForm {...props} from={undefined} like={virement} /> : missing;
}
