/**
 * Source of what runs inside the stage's page. Afterwards `stage.show(view)` fills the card anew, `stage.state()` tells
 * what has become of it and forgets it, `stage.partAt(x, y)` what is at a place, and `stage.setBase(url)` puts a picture
 * behind the card.
 */
export const stageScript = `globalThis.stage = (() => {
  const find = (id) => document.getElementById(id);
  const template = find("card").cloneNode(true);
  let outcome;
  let keyHandled = false;
  let baseUrl;

  function settle(value) {
    outcome ??= value;
  }

  function show(view) {
    const card = template.cloneNode(true);
    find("card").replaceWith(card);
    outcome = undefined;
    keyHandled = false;
    const field = find("field");
    card.className = view.rows === undefined ? "" : "files";
    find("title").textContent = view.title;
    find("message").textContent = view.message;
    find("message").hidden = view.message === "";
    find("label").textContent = view.field?.label ?? "";
    field.value = view.field?.value ?? "";
    find("line").hidden = view.field === undefined;
    find("rows").hidden = view.rows === undefined;
    find("accept").textContent = view.acceptLabel;
    find("dismiss").textContent = view.dismissLabel ?? "";
    find("dismiss").hidden = view.dismissLabel === undefined;
    showRows(view, field);
    card.addEventListener("submit", (event) => {
      event.preventDefault();
      settle("accept");
    });
    find("dismiss").addEventListener("click", () => settle("dismiss"));
    card.addEventListener("mousedown", (event) => {
      // What cannot take the focus must not take it away either, or keys would reach nothing.
      if (event.target.closest("button, input") === null) {
        event.preventDefault();
      }
    });
    document.onkeydown = (event) => {
      keyHandled ||= document.activeElement === field || ["Enter", "Escape", "Tab", " "].includes(event.key);
      if (event.key === "Escape") {
        settle(view.dismissLabel === undefined ? "accept" : "dismiss");
      }
    };
    if (view.field === undefined) {
      find("accept").focus();
    } else {
      field.focus();
      field.select();
    }
  }

  function showRows(view, field) {
    const items = (view.rows ?? []).map((name) => {
      const item = document.createElement("li");
      item.dataset.part = "row";
      item.textContent = name;
      return item;
    });
    find("rows").replaceChildren(...items);
    for (const item of items) {
      item.addEventListener("click", () => {
        const selected = view.multiple ? !item.hasAttribute("aria-selected") : true;
        for (const other of view.multiple ? [] : items) {
          other.removeAttribute("aria-selected");
        }
        item.toggleAttribute("aria-selected", selected);
        const names = items.filter((other) => other.hasAttribute("aria-selected")).map((other) => other.textContent);
        field.value = names.length === 1 ? names[0] : names.map((name) => '"' + name + '"').join(" ");
      });
      item.addEventListener("dblclick", () => {
        if (!view.multiple) {
          settle("accept");
        }
      });
    }
  }

  function state() {
    const field = find("field");
    const seen = { outcome, value: field.value, fieldFocused: document.activeElement === field, keyHandled };
    outcome = undefined;
    keyHandled = false;
    return seen;
  }

  function partAt(x, y) {
    return document.elementFromPoint(x, y)?.closest("[data-part]")?.dataset.part;
  }

  async function setBase(url) {
    if (url !== baseUrl) {
      baseUrl = url;
      find("base").src = url;
      await find("base").decode().catch(() => undefined);
    }
  }

  return { show, state, partAt, setBase };
})();`;
