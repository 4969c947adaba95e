import { isObject } from "./json-path.js";

/** The JSON Schema of presets as a form needs it. Checks, manual and this page use the same description. */
export class PresetSchema {
  #root;

  constructor(root) {
    this.#root = root;
  }

  get root() { return this.#root; }

  /** The description of a key: `{ key, description, unit, kinds, fallback }`; a kind is `{ type, … }`. */
  field(object, key) {
    const schema = this.#resolve(object.properties[key]);
    const whole = schema.description ?? "";
    const unit = /\s*\[([^\]]+)\]$/.exec(whole);
    return {
      key, description: unit ? whole.slice(0, unit.index) : whole, unit: unit && unit[1] !== "plane" ? unit[1] : "",
      kinds: this.#kinds(schema), fallback: schema.default, isRequired: object.required?.includes(key) ?? false,
    };
  }

  fields(object) { return Object.keys(object.properties).map((key) => this.field(object, key)); }

  /** The schema of the object `value`, among those that a key may have. */
  objectFor(field, value) {
    const objects = field.kinds.filter(({ type }) => type === "object").map(({ schema }) => schema);
    return objects.find((schema) => this.#isOfKind(schema, value)) ?? null;
  }

  /** The schema of the objects in an array. */
  itemOf(field) {
    const { items } = field.kinds.find(({ type }) => type === "array");
    return this.#resolve(items);
  }

  #isOfKind(schema, value) {
    const names = Object.entries(schema.properties ?? {}).filter(([, property]) => property.enum?.length === 1);
    if (names.length > 0) return names.every(([key, property]) => value[key] === property.enum[0]);
    return (schema.required ?? []).every((key) => Object.hasOwn(value, key)) && Object.keys(value).every((key) => Object.hasOwn(schema.properties, key));
  }

  #resolve(schema) {
    if (!schema.$ref) return schema;
    const steps = schema.$ref.replace(/^#\//, "").split("/");
    return { ...steps.reduce((place, step) => place[step], this.#root), ...schema };
  }

  #kinds(schema) {
    const alternatives = schema.anyOf ?? schema.oneOf ?? [schema];
    return alternatives.flatMap((raw) => {
      if (raw.$ref === "#/$defs/decimal") return [];
      const each = this.#resolve(raw);
      if (each.anyOf) return this.#kinds(each);
      if (each.enum) return [{ type: typeof each.enum[0] === "boolean" ? "boolean" : "choice", values: each.enum }];
      const type = each.type;
      if (type === "object") return [{ type, schema: each, title: each.title }];
      if (type === "array") return [{ type: each.maxItems === 2 && each.minItems === 2 ? "point" : "array", items: each.items }];
      if (type === "number" || type === "integer") {
        return [{
          type: "number", isWhole: type === "integer", least: each.minimum ?? each.exclusiveMinimum, most: each.maximum ?? each.exclusiveMaximum,
        }];
      }
      return [{ type: type ?? "string", pattern: each.pattern }];
    });
  }
}

/** The allowed values, in words. */
export function rangeText(kind) {
  if (kind.type !== "number") return "";
  const whole = kind.isWhole ? "a whole number" : "a number";
  if (kind.least === undefined && kind.most === undefined) return whole;
  if (kind.most === undefined) return `${whole} from ${kind.least}`;
  return `${whole} from ${kind.least ?? "−∞"} to ${kind.most}`;
}

/** A value as one line of text. */
export function shortText(value) {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.length > 2 ? `${value.length} items` : value.map(shortText).join(", ");
  if (isObject(value)) return value.keyframes ? `${value.keyframes.length} keys` : value.path ?? value.by ?? "…";
  return String(value);
}
