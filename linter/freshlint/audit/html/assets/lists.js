// A list that draws only the rows that can be seen, so that its length does not matter.

const ROW = 46;

class List {
  constructor(holder, open) {
    this.holder = holder;
    this.open = open;
    this.selected = -1;
  }

  // columns: {key, title, width, number, show(row) -> text or [text, small text, class]}
  show(columns, rows, sort, onSort, label) {
    Object.assign(this, { columns, rows });
    this.selected = -1;
    this.drawn = new Map();
    this.holder.replaceChildren();
    if (!rows.length) {
      this.holder.append(element("p", "empty", "Nothing to show: loosen the filters."));
      this.scroll = null;
      return;
    }
    this.template = columns.map((column) => column.width).join(" ");
    const head = element("div", "head");
    head.style.gridTemplateColumns = this.template;
    for (const column of columns) {
      const button = element("button", column.number ? "number" : "", column.title);
      button.type = "button";
      if (column.key === sort) button.setAttribute("aria-sort", "descending");
      button.addEventListener("click", () => onSort(column.key));
      head.append(button);
    }
    this.scroll = element("div", "scroll");
    this.scroll.tabIndex = 0;
    this.scroll.setAttribute("role", "listbox");
    this.scroll.setAttribute("aria-label", label);
    this.space = element("div");
    this.space.style.height = `${rows.length * ROW}px`;
    this.space.style.position = "relative";
    this.scroll.append(this.space);
    this.scroll.addEventListener("scroll", () => this.draw());
    this.holder.append(head, this.scroll);
    this.draw();
  }

  draw() {
    const first = Math.max(0, Math.floor(this.scroll.scrollTop / ROW) - 5);
    const last = Math.min(this.rows.length, Math.ceil((this.scroll.scrollTop + this.scroll.clientHeight) / ROW) + 5);
    for (const [index, row] of this.drawn) {
      if (index < first || index >= last) { row.remove(); this.drawn.delete(index); }
    }
    for (let index = first; index < last; index++) if (!this.drawn.has(index)) this.drawRow(index);
  }

  drawRow(index) {
    const row = element("div", "row");
    row.id = `row-${index}`;
    row.style.cssText = `top:${index * ROW}px;height:${ROW}px;grid-template-columns:${this.template}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-posinset", index + 1);
    row.setAttribute("aria-setsize", this.rows.length);
    row.setAttribute("aria-selected", index === this.selected);
    for (const column of this.columns) {
      const shown = column.show(this.rows[index]);
      const [text, small, kind] = Array.isArray(shown) ? shown : [shown];
      const cell = element("div", `cell ${column.number ? "number" : ""} ${kind ?? ""}`, String(text));
      cell.title = String(text);
      if (small) cell.append(element("small", "", small));
      row.append(cell);
    }
    row.addEventListener("click", () => { this.select(index); this.open(this.rows[index]); });
    this.drawn.set(index, row);
    this.space.append(row);
  }

  select(index) {
    if (!this.scroll || index < 0 || index >= this.rows.length) return;
    this.drawn.get(this.selected)?.setAttribute("aria-selected", "false");
    this.selected = index;
    const top = index * ROW;
    const { scrollTop, clientHeight } = this.scroll;
    if (top < scrollTop) this.scroll.scrollTop = top;
    else if (top + ROW > scrollTop + clientHeight) this.scroll.scrollTop = top + ROW - clientHeight;
    this.draw();
    this.drawn.get(index)?.setAttribute("aria-selected", "true");
    this.scroll.setAttribute("aria-activedescendant", `row-${index}`);
  }

  move(by) { this.select(Math.max(0, Math.min(this.rows.length - 1, this.selected + by))); }

  openSelected() { if (this.selected >= 0) this.open(this.rows[this.selected]); }
}

// Texts of pages are never markup: they only ever become text nodes.
function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (text) made.textContent = text;
  return made;
}
