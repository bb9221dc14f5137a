import { speak } from '$lib/language.svelte';
import { mount } from 'svelte';
import '$lib/css/tokens.css';
import '$lib/css/agent.css';
import '$lib/css/desk.css';
import './more.css';
import Desk from './Desk.svelte';
import { takeLink } from './door/link';

// Before anything is drawn or fetched: the value must not stay in the address bar or the history.
takeLink(location, history);
speak(navigator.language);

mount(Desk, { target: document.body });
