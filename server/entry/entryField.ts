// Which field of which input an entry is for, found in the schema itself, so that no form and no list has to say what it takes.
import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from "graphql";
import { type TypedAs, typedAs } from "../../schema/typed.ts";
import { InputError } from "../finance/inputError.ts";

export interface EntryField {
  type: GraphQLLeafType;
  required: boolean;
  how: TypedAs;
}

const step = /^(?<name>[A-Za-z]\w*)(?<index>\[\d{1,5}\])?$/;

/**
 * The field of an input type at a path: of "BlockCaseInput", "items[0].amountPence" is a required amount in pence.
 * @throws InputError naming `at`, where there is no such input or no such field in it.
 */
export function entryField(schema: GraphQLSchema, of: string, path: string, at: string): EntryField {
  const input = schema.getType(of);
  if (!isInputObjectType(input)) throw new InputError("of", `There is no form “${of.slice(0, 60)}”. Give the name of the input that a change takes, such as BlockCaseInput.`);
  let type: GraphQLInputType = input;
  let field: GraphQLInputField | undefined;
  for (const each of path.split(".")) {
    const { name, index } = step.exec(each)?.groups ?? {};
    const within: GraphQLInputType = getNullableType(type);
    field = isInputObjectType(within) && name !== undefined ? within.getFields()[name] : undefined;
    if (field === undefined) throw new InputError(at, `${of} has no field “${path.slice(0, 100)}”.`);
    const found: GraphQLInputType = getNullableType(field.type);
    type = index !== undefined && isListType(found) ? found.ofType : field.type;
  }
  const leaf = getNullableType(type);
  if (field === undefined || !isLeafType(leaf)) throw new InputError(at, `“${path.slice(0, 100)}” of ${of} is not one field: give the path of a part of it.`);
  const how = typedAs(field);
  return { type: leaf, required: isNonNullType(type) || how.needed === true, how };
}
