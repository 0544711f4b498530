Object.assign(window, {...document.currentScript.dataset});
