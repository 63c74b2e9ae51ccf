// What a person corrected, step by step, and the overlay that says so to the program. Undo takes the last step back.
// A step is `{hint}`, `{fact}`, `{mark}` or `{entities}`, in the words of the overlay's own format.

export class Corrections {
  constructor(steps = []) {
    this.steps = steps;
  }

  get count() {
    return this.steps.length;
  }

  add(step) {
    this.steps.push(step);
  }

  undo() {
    return this.steps.pop();
  }

  // The overlay as JSON, or an empty text without corrections. The last word about a place or a fact counts.
  overlay() {
    if (!this.count) return "";
    const hints = new Map();
    const marks = [];
    let entities = null;
    for (const { hint, fact, mark, entities: given } of this.steps) {
      if (hint) hints.set(`at ${hint.at}`, hint);
      if (fact) hints.set(`fact ${fact.fact}`, fact);
      if (mark) marks.push(mark);
      if (given) entities = given;
    }
    const overlay = {};
    if (hints.size) overlay.hints = [...hints.values()];
    if (entities) overlay.entities = entities;
    if (marks.length) overlay.marks = marks;
    return `${JSON.stringify(overlay, null, 2)}\n`;
  }
}
