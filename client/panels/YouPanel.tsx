// Who sits here: the name of a post, which the change log and the notes say.
import { useState } from "react";
import { givePerson, longestPerson, usePerson } from "../data/person.ts";
import { TextField } from "../shell/fields.tsx";
import { closePanel, Panel } from "./Panel.tsx";

export function YouPanel() {
  const person = usePerson();
  const [typed, setTyped] = useState(person);
  const tooLong = [...typed.trim()].length > longestPerson ? `This has ${[...typed.trim()].length} characters; ${longestPerson} is the most.` : null;
  return (
    <Panel title="You">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (tooLong) return;
          givePerson(typed);
          closePanel();
        }}
      >
        <TextField
          label="Your post"
          value={typed}
          onChange={setTyped}
          placeholder="Finance business partner"
          refused={tooLong}
          hint="Your changes and notes are recorded under it, and you can undo only your own. This browser remembers it; it is not a sign-in and gives no rights."
          autoFocus
        />
        <div className="actions">
          <button type="submit" className="primary">
            Save this name
          </button>
        </div>
      </form>
      {person === "" && <p className="hint">Until you give one, your changes are recorded as those of this machine's owner.</p>}
    </Panel>
  );
}
