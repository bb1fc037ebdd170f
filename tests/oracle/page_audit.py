"""What a script can see of a page's accessibility: names, labels, ids, headings, tables, landmarks, contrast."""

AUDIT = r"""
const faults = [];
const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
ids.forEach((id, i) => { if (ids.indexOf(id) !== i) faults.push('id twice: ' + id); });
document.querySelectorAll('button, a, summary').forEach((each) => {
  if (each.textContent.trim() === '' && !each.getAttribute('aria-label')) faults.push('no name: ' + each.outerHTML);
});
document.querySelectorAll('input, select').forEach((each) => {
  if (!each.closest('label') && !document.querySelector(`label[for="${each.id}"]`)) faults.push('no label: ' + each.outerHTML);
});
document.querySelectorAll('[aria-labelledby]').forEach((each) => each.getAttribute('aria-labelledby').split(' ').forEach((id) => {
  if (!document.getElementById(id)) faults.push('labelled by nothing: ' + id);
}));
document.querySelectorAll('svg:not([aria-hidden])').forEach((each) => { if (each.getAttribute('role') !== 'img') faults.push('svg without role'); });
document.querySelectorAll('th').forEach((each) => { if (!each.getAttribute('scope')) faults.push('th without scope: ' + each.outerHTML); });
document.querySelectorAll('table').forEach((each) => { if (!each.querySelector('caption')) faults.push('table without caption'); });
document.querySelectorAll('.scroll, .picture').forEach((each) => {
  if (each.tabIndex !== 0 || !each.getAttribute('aria-label')) faults.push('scrolls without keyboard: ' + each.className);
});
const landmarks = [...document.querySelectorAll('section[aria-labelledby], nav')].filter((each) => each.checkVisibility())
  .map((each) => each.getAttribute('aria-label') || document.getElementById(each.getAttribute('aria-labelledby')).textContent);
if (new Set(landmarks).size !== landmarks.length) faults.push('landmarks with one name: ' + landmarks);
let level = 0;
document.querySelectorAll('h1, h2, h3, h4').forEach((each) => {
  const next = Number(each.tagName[1]);
  if (next > level + 1) faults.push('heading skips: ' + each.textContent);
  level = next;
});
const channel = (c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const colour = (text) => text.match(/[\d.]+/g).map(Number);
const ground = (each) => { for (; each; each = each.parentElement) { const c = colour(getComputedStyle(each).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
const seen = new Set();
document.querySelectorAll('body *').forEach((each) => {
  if (!each.checkVisibility() || each.disabled || ![...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) return;
  const style = getComputedStyle(each);
  const text = colour(each instanceof SVGElement ? style.fill : style.color);
  const [a, b] = [luminance(text), luminance(ground(each))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const fault = `contrast ${ratio.toFixed(2)}: ${each.tagName} ${each.getAttribute('class')}`;
  if (ratio < 4.5 && !seen.has(fault)) { seen.add(fault); faults.push(fault); }
});
return faults;
"""
