#!/bin/sh
# The full screen in tmux: it starts, or falls back with one line, at all sizes and terminals, goes
# through many sizes while it trains, and leaves the terminal as it was however it ends.
set -u
command -v tmux >/dev/null || exit 77
zolta=${zolta:-./zolta}
server=zolta-test-$$
home=$(mktemp -d) || exit 99
failures=0
export HOME="$home" LC_ALL=C.UTF-8
unset XDG_STATE_HOME XDG_CONFIG_HOME NO_COLOR TMUX LANGUAGE
# What the server's end ends may still be writing its history.
trap 'tmux -L "$server" kill-server 2>/dev/null; rm -rf "$home" 2>/dev/null || {
    sleep 1
    rm -rf "$home"
}' EXIT

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

for locale in C.UTF-8 C; do
    for size in '80 24' '100 30' '200 60'; do
        # shellcheck disable=SC2086 # two words
        try "$size, $locale" $size 'F9' TERM=screen LC_ALL=$locale
    done
    try "40 10, $locale" 40 10 '9pane' TERM=screen LC_ALL=$locale
    try "20 5, $locale" 20 5 'Too small' TERM=screen LC_ALL=$locale
    try "1 1, $locale" 1 1 '' TERM=screen LC_ALL=$locale
done
for term in xterm-256color screen linux vt100; do
    try "$term" 80 24 'F9' "TERM=$term"
    try "$term, C locale" 80 24 'F9' "TERM=$term" LC_ALL=C
    try "$term, no colour" 80 24 'F9' "TERM=$term" NO_COLOR=1
done
try 'dumb' 80 24 'No full screen' TERM=dumb

# What is pasted waits for Enter, all of it; the terminal marks it only when it was asked to.
start 80 24 TERM=screen
wait_for shown 'zolta>' || problem 'it does not start'
printf 'print 6 * 7\nprint 5 * 5' | t load-buffer -
t paste-buffer -p -t z
wait_for shown 'zolta> print 6 * 7\nprint 5 * 5' || problem 'a paste does not wait'
t send-keys -t z Enter
wait_for shown '> print 5 * 5' || problem 'a paste does not run'
shown 42 || problem 'a paste does not run whole'
leave 'paste'

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

# --- ends: modes, screen and cursor are those of before ---

# as_before NAME: says so if they are not
as_before() {
    cmp "$home/before" "$home/modes" || problem "$1: the modes are not as before"
    state=$(t display-message -p -t z '#{alternate_on} #{cursor_flag}')
    [ "$state" = '0 1' ] || problem "$1: alternate screen and cursor are $state, not 0 1"
}

# end_by SIGNAL TRAINING
end_by() {
    rm -f "$home/over" "$home/pid"
    t kill-session -t z 2>/dev/null
    t new-session -d -s z -x 80 -y 24 "stty -a >'$home/before'; TERM=screen sh -c \
        'echo \$\$ >\"$home/pid\"; exec \"$zolta\" --norc'; \
        stty -a >'$home/modes'; echo over >'$home/over'; sleep 100"
    wait_for shown 'zolta>' || problem "$1: it does not start"
    if [ "$2" = training ]; then
        t send-keys -t z 'load thermometer' Enter 'train 1e12' Enter
        wait_for shown 'Ctrl-C stops' || problem "$1: it does not train"
    fi
    kill "-$1" "$(cat "$home/pid")"
    wait_for test -s "$home/over" || problem "$1, $2: it does not end"
    as_before "$1, $2"
}

for signal in TERM HUP QUIT ABRT SEGV; do
    end_by $signal waiting
    end_by $signal training
done

# Ctrl-Z gives all back, too, and fg takes it again; a shell with jobs sees to that.
t kill-session -t z 2>/dev/null
t new-session -d -s z -x 80 -y 24 "env ENV= PS1='ready> ' TERM=screen sh -i"
wait_for shown 'ready>' || problem 'jobs: no shell'
t send-keys -t z "stty -a >'$home/before'; '$zolta' --norc" Enter
wait_for shown 'F9 pane' || problem 'jobs: it does not start'
t send-keys -t z 'load thermometer' Enter
for what in waiting training; do
    [ $what = waiting ] || t send-keys -t z 'train 1e12' Enter
    [ $what = waiting ] || wait_for shown 'Ctrl-C stops' || problem 'jobs: it does not train'
    t send-keys -t z C-z
    wait_for shown 'ready>' || problem "Ctrl-Z, $what: it does not stop"
    rm -f "$home/modes"
    t send-keys -t z "stty -a >'$home/modes.new'; mv '$home/modes.new' '$home/modes'" Enter
    wait_for test -s "$home/modes" || problem "Ctrl-Z, $what: no modes"
    as_before "Ctrl-Z, $what"
    t send-keys -t z fg Enter
    wait_for shown 'F9 pane' || problem "fg, $what: it does not come back"
done
wait_for shown 'Ctrl-C stops' || problem 'fg: it does not go on'
t send-keys -t z C-c
wait_for shown 'stopped after epoch' || problem 'fg: it does not stop'

[ "$failures" -eq 0 ]
