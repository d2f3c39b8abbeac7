// The form as it is being designed, beside the version that it is a change of.

import type { FormField, FieldKind, Form } from "../../../host/contract";
import { idFor } from "./fields";

export const EMPTY: Form = { id: "", version: 0, name: "", guidance: "", fields: [] };

export class FormEdit {
  form = $state<Form>(structuredClone(EMPTY));
  base = $state.raw<Form | null>(null);
  /** Grows when everything is replaced, so that fields with text of their own begin anew. */
  turn = $state(0);
  /** The field that is open. */
  open = $state<string | null>(null);
  readonly dirty = $derived(JSON.stringify(tidied(this.form)) !== JSON.stringify(tidied(this.base ?? EMPTY)));

  begin(base: Form | null, kept: Form | null = null): void {
    this.base = base;
    this.form = structuredClone(kept ?? base ?? EMPTY);
    this.turn += 1;
  }

  get tidy(): Form {
    return tidied(this.form);
  }

  /** Another form in place of this one, such as one that was imported. */
  replace(form: Form): void {
    this.form = { ...structuredClone(form), id: this.base?.id ?? "", version: this.base?.version ?? 0 };
    this.turn += 1;
  }

  /** The fields of a template behind those that are there; one of the same name becomes another field. */
  append(form: Form): void {
    const taken = this.form.fields.map(({ id }) => id);
    for (const field of structuredClone(form).fields) {
      const id = taken.includes(field.id) ? idFor(field.id, taken) : field.id;
      taken.push(id);
      this.form.fields.push({ ...field, id });
    }
    if (this.form.name.trim() === "") this.form.name = form.name;
    this.turn += 1;
  }

  add(section: string): string {
    const id = idFor("field", this.#everUsed());
    const field: FormField = {
      id,
      section,
      label: "",
      guidance: "",
      question: "",
      kind: { type: "text" },
      scope: "study",
    };
    const last = this.form.fields.findLastIndex((other) => other.section === section);
    this.form.fields.splice(last < 0 ? this.form.fields.length : last + 1, 0, field);
    this.open = id;
    return id;
  }

  move(id: string, by: -1 | 1): void {
    const fields = [...this.form.fields];
    const at = fields.findIndex((field) => field.id === id);
    const to = at + by;
    const [field, other] = [fields[at], fields[to]];
    if (field === undefined || other === undefined) return;
    // Beyond the last of its heading a field goes under the next one.
    if (other.section !== field.section) {
      fields[at] = { ...field, section: other.section };
    } else {
      [fields[at], fields[to]] = [other, field];
    }
    this.form.fields = fields;
  }

  remove(id: string): void {
    this.form.fields = this.form.fields.filter((field) => field.id !== id);
  }

  setKind(field: FormField, type: FieldKind["type"]): void {
    const kinds: Record<FieldKind["type"], FieldKind> = {
      text: { type: "text" },
      number: { type: "number", measure: "any", unit: null },
      choice: { type: "choice", options: ["", ""], several: false },
      date: { type: "date" },
      yes_no_unclear: { type: "yes_no_unclear" },
    };
    field.kind = kinds[type];
  }

  /** An identity is never given twice, also not that of a field that was taken off. */
  #everUsed(): string[] {
    return [...(this.base?.fields ?? []), ...this.form.fields].map(({ id }) => id);
  }
}

/** Without blanks around texts and with empty options left out, so that equals are equal. */
function tidied(form: Form): Form {
  return {
    ...form,
    name: form.name.trim(),
    guidance: form.guidance.trim(),
    fields: form.fields.map(({ id, section, label, guidance, question, kind, scope }) => ({
      id,
      section: section.trim(),
      label: label.trim(),
      guidance: guidance.trim(),
      question: question.trim(),
      kind:
        kind.type === "choice"
          ? { type: "choice", options: kind.options.map((option) => option.trim()).filter((option) => option !== ""), several: kind.several }
          : kind.type === "number"
            ? { type: "number", measure: kind.measure, unit: kind.unit === null || kind.unit.trim() === "" ? null : kind.unit.trim() }
            : { type: kind.type },
      scope,
    })),
  };
}
