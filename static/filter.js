// The filter of a timeline. Every page is whole without it: it only hides what
// does not match, and keeps what was asked in the address.
(() => {
  'use strict';
  const form = document.getElementById('filter')?.content.cloneNode(true).firstElementChild;
  const timeline = document.querySelector('.timeline');
  const events = timeline ? [...timeline.querySelectorAll('ol.events > li')] : [];
  if (!form || !timeline) return;

  const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const texts = new Map();
  const text = li => texts.get(li) ?? (texts.set(li, fold(li.textContent)), texts.get(li));
  const fields = [...form.querySelectorAll('input[name], select')];
  const keys = form.querySelector('input[type=checkbox]');
  const status = form.querySelector('[role=status]');
  const asked = () => fields.filter(f => f.value.trim() !== '');

  function matches(li, filters, words) {
    return filters.every(f => f.name === 'q'
      ? words.every(w => text(li).includes(w))
      : (li.dataset[f.name] ?? '').split(' ').includes(f.value));
  }

  function apply() {
    const filters = asked();
    const words = fold(form.querySelector('[name=q]').value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const li of events) {
      li.hidden = !matches(li, filters, words);
      if (!li.hidden) shown++;
    }
    for (const period of timeline.querySelectorAll('.period')) {
      period.hidden = !period.querySelector('ol > li:not([hidden])');
    }
    timeline.classList.toggle('filtered', filters.length > 0);
    form.querySelector('button').hidden = filters.length === 0;
    say(filters.length ? status.dataset.count.replace('{0}', shown).replace('{1}', events.length) : '');
    remember(filters);
  }

  // Screen readers should hear the count once, not at every letter.
  let waiting;
  function say(words) {
    clearTimeout(waiting);
    waiting = setTimeout(() => { status.textContent = words; }, 250);
  }

  // From file:// a browser may refuse to change the address.
  function remember(filters) {
    const query = new URLSearchParams(filters.map(f => [f.name, f.value.trim()])).toString();
    try {
      history.replaceState(null, '', (query ? '?' + query : location.pathname) + location.hash);
    } catch { /* the filter works all the same */ }
  }

  function clear() {
    for (const f of fields) f.value = '';
    apply();
  }

  function step(by) {
    const links = events.filter(li => !li.hidden).map(li => li.querySelector('h3 a, a'));
    if (links.length === 0) return;
    const at = links.findIndex(a => a.closest('li').contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
    links[Math.min(links.length - 1, Math.max(0, next))].focus();
  }

  function press(e) {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement !== keys;
    if (e.key === 'Escape' && asked().length > 0) return clear();
    if (typing || !keys.checked || e.ctrlKey || e.metaKey || e.altKey) return;
    const act = { '/': () => form.querySelector('[name=q]').focus(), j: () => step(1), k: () => step(-1) }[e.key];
    if (act) {
      e.preventDefault();
      act();
    }
  }

  const given = new URLSearchParams(location.search);
  for (const f of fields) f.value = given.get(f.name) ?? '';
  for (const f of fields) if (f.selectedIndex === -1) f.value = '';
  document.querySelector('.room').append(form);
  form.addEventListener('input', apply);
  form.querySelector('button').addEventListener('click', () => { clear(); fields[0].focus(); });
  document.addEventListener('keydown', press);
  apply();
})();
