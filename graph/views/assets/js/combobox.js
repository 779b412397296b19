// A field in which an actor is found by name, alias or code (WAI-ARIA combobox with a list).

const MOST_HITS = 12;
let comboboxes = 0;

/** Actors whose name begins with the words first, then those that hold them anywhere; important ones before. */
function find(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const hits = [];
  for (const actor of actors) {
    let best = Infinity;
    for (const name of actor.searched) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const score = name === wanted ? 0 : at === 0 ? 1 : name[at - 1] === ' ' ? 2 : 3;
      best = Math.min(best, score);
    }
    if (best < Infinity) hits.push([best, actor]);
  }
  hits.sort((a, b) => a[0] - b[0] || a[1].rank - b[1].rank);
  return hits.slice(0, MOST_HITS).map(([, actor]) => actor);
}

/** Which of its names matched, where it is not the one that is shown. */
function matchedName(actor, words) {
  const wanted = fold(words.trim());
  if (fold(actor.name).includes(wanted) || fold(actor.label).includes(wanted)) return '';
  return [...actor.aliases, actor.official ?? ''].find((name) => fold(name).includes(wanted)) ?? '';
}

/** The field; `chosen` is called with the actor. `keep` leaves its name in the field. */
function combobox({ id, label, placeholder, chosen, keep = false }) {
  comboboxes += 1;
  const listId = `hits-${comboboxes}`;
  let hits = [];
  let active = -1;
  const list = el('ul', { id: listId, role: 'listbox', 'aria-label': 'Actors found', hidden: true });
  const input = el('input', {
    id,
    type: 'text',
    role: 'combobox',
    'aria-label': label,
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder,
  });

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === index)));
    if (index < 0) return;
    input.setAttribute('aria-activedescendant', `${listId}-${index}`);
    list.children[index].scrollIntoView({ block: 'nearest' });
  }

  function choose(actor) {
    input.value = keep ? actor.label : '';
    close();
    chosen(actor);
  }

  function update() {
    hits = find(input.value);
    const items = hits.map((actor, i) =>
      el(
        'li',
        {
          id: `${listId}-${i}`,
          role: 'option',
          'aria-selected': 'false',
          onmousedown: (event) => {
            event.preventDefault();
            choose(actor);
          },
        },
        el('span', { class: 'name', dir: 'auto' }, actor.name),
        el('small', {}, matchedName(actor, input.value) || (actor.kind === 'bloc' ? actor.label : actor.region || actor.kind)),
      ),
    );
    if (!items.length && input.value.trim()) items.push(el('li', { role: 'option', 'aria-disabled': 'true', class: 'none' }, 'Nobody of that name here'));
    list.replaceChildren(...items);
    list.hidden = !items.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(hits.length ? 0 : -1);
  }

  const keys = {
    ArrowDown: () => mark(Math.min(hits.length - 1, active + 1)),
    ArrowUp: () => mark(Math.max(0, active - 1)),
    Enter: () => hits[active] && choose(hits[active]),
    Escape: () => {
      input.value = '';
      close();
      byId('network').focus();
    },
  };
  input.addEventListener('input', update);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (!(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  return el('div', { class: 'combobox' }, input, list);
}
