'use strict';

const message = document.getElementById('message');

function show(text, error) {
  message.textContent = text;
  message.classList.toggle('error', error);
}

function body(form) {
  const fields = form.elements;
  switch (form.id) {
    case 'fault-form': {
      const fault = JSON.parse(fields.effect.value);
      if (fields.operation.value) {
        fault.operations = [fields.operation.value];
      }
      fault.times = Number(fields.times.value) || 1;
      return JSON.stringify(fault);
    }
    case 'model-form':
      return fields.definition.value;
    case 'clock-form':
      return JSON.stringify({ advance: fields.advance.value });
    default:
      return undefined;
  }
}

async function send(method, path, content, done) {
  try {
    const response = await fetch('emulator/' + path, { method, body: content });
    if (response.ok) {
      show(done, false);
    } else {
      const problem = await response.json();
      show((problem.title ? problem.title + ': ' : '') + problem.detail, true);
    }
  } catch (error) {
    show('The emulator does not respond: ' + error.message, true);
  }
  await refresh();
}

document.addEventListener('submit', event => {
  const form = event.target;
  event.preventDefault();
  const path = form.id === 'model-form' ? 'models/' + form.elements.name.value : form.dataset.path;
  send(form.dataset.method, path, body(form), form.dataset.done);
});

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-path]');
  if (button) {
    send(button.dataset.method, button.dataset.path, undefined, button.getAttribute('aria-label') + ': done.');
  }
});

const modelForm = document.getElementById('model-form');

function showExample() {
  const example = JSON.parse(modelForm.elements.example.value);
  modelForm.elements.definition.value = JSON.stringify(example, null, 2);
}

modelForm.elements.example.addEventListener('change', showExample);
showExample();

// Replaces the state, but not the forms, nor the part that has the focus or that the user selects.
async function refresh() {
  let page;
  try {
    const response = await fetch('./');
    page = new DOMParser().parseFromString(await response.text(), 'text/html');
  } catch (error) {
    show('The emulator does not respond: ' + error.message, true);
    return;
  }
  const selection = document.getSelection();
  for (const part of document.querySelectorAll('[data-live]')) {
    const update = page.getElementById(part.id);
    const inUse = part.matches(':focus-within') && document.activeElement !== document.body
        && !document.activeElement.matches('button')
        || (!selection.isCollapsed && selection.containsNode(part, true));
    if (update && !inUse && update.innerHTML !== part.innerHTML) {
      part.replaceChildren(...update.childNodes);
    }
  }
}

setInterval(() => {
  if (!document.hidden) {
    refresh();
  }
}, 2000);
