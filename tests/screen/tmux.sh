#!/bin/sh
# The full screen in tmux: it starts, or falls back with one line, at all sizes and terminals, goes
# through many sizes while it trains, and leaves the terminal as it was.
set -u
command -v tmux >/dev/null || exit 77
zolta=${zolta:-./zolta}
server=zolta-test-$$
home=$(mktemp -d) || exit 99
failures=0
export HOME="$home" LC_ALL=C.UTF-8
unset XDG_STATE_HOME XDG_CONFIG_HOME NO_COLOR TMUX LANGUAGE
trap 'tmux -L "$server" kill-server 2>/dev/null; rm -rf "$home"' EXIT

t() {
    tmux -f /dev/null -L "$server" "$@"
}

problem() {
    echo "$*"
    t capture-pane -p -t z
    failures=$((failures + 1))
}

# Each run has a window of its own; without the session that keeps it, the server would end with
# the first of them, and could be on its way out while the next one asks for it.
t new-session -d -s keep 'sleep 1000' || exit 99

# start WIDTH HEIGHT ENVIRONMENT...
start() {
    width=$1 height=$2
    shift 2
    t kill-session -t z 2>/dev/null
    t new-session -d -s z -x "$width" -y "$height" \
        "env $* '$zolta' --norc; stty -a >'$home/modes'; echo over >'$home/over'; sleep 100"
}

shown() {
    t capture-pane -p -t z | grep -qF -e "$1"
}

# wait_for COMMAND...: until it succeeds
wait_for() {
    tries=100
    until "$@"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.1
    done
}

leave() {
    rm -f "$home/over"
    t send-keys -t z C-c
    sleep 0.2
    t send-keys -t z C-d
    wait_for test -f "$home/over" || problem "$1: it does not end"
    grep -q ' icanon' "$home/modes" && grep -q ' echo ' "$home/modes" ||
        problem "$1: the terminal is not as before"
}

# try NAME WIDTH HEIGHT SHOWN ENVIRONMENT...
try() {
    name=$1 text=$4
    width=$2 height=$3
    shift 4
    start "$width" "$height" "$@"
    wait_for shown "$text" || problem "$name: '$text' is not shown"
    t send-keys -t z 'load thermometer' Enter
    sleep 0.2
    leave "$name"
}

for size in '80 24' '100 30' '200 60'; do
    # shellcheck disable=SC2086 # two words
    try "$size" $size 'F9' TERM=screen
done
try '40 x 10' 40 10 '9pane' TERM=screen
try '20 x 5' 20 5 'Too small' TERM=screen
try '1 x 1' 1 1 '' TERM=screen
for term in xterm-256color screen linux vt100; do
    try "$term" 80 24 'F9' "TERM=$term"
    try "$term, C locale" 80 24 'F9' "TERM=$term" LC_ALL=C
    try "$term, no colour" 80 24 'F9' "TERM=$term" NO_COLOR=1
done
try 'dumb' 80 24 'No full screen' TERM=dumb

start 80 24 TERM=screen
wait_for shown 'zolta>' || problem 'it does not start'
t send-keys -t z 'load thermometer' Enter 'train 1e12' Enter
wait_for shown 'Ctrl-C stops' || problem 'it does not train'
i=0
while [ $i -lt 200 ]; do
    t resize-window -t z -x $((1 + i * 37 % 150)) -y $((1 + i * 23 % 50))
    i=$((i + 1))
done
t resize-window -t z -x 80 -y 24
wait_for shown 'F9 pane' || problem 'it does not survive other sizes'
leave 'after other sizes'

[ "$failures" -eq 0 ]
